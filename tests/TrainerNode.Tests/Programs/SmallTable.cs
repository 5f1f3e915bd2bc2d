namespace Seedbed.TrainerNode.Tests.Programs;

using System.Globalization;
using Seedbed.Data;

/// <summary>
/// 600 made-up rows of two categorical factors and two numbers, some missing. The class follows from the colour and
/// from whether the weight is high; that a size is missing makes a class of its own.
/// </summary>
public sealed class SmallTable : IDisposable
{
    private static readonly string[] Colours = ["red", "green", "blue", "grey", ""];

    private readonly string _path = Path.GetTempFileName();

    public SmallTable() =>
        File.WriteAllLines(_path, Enumerable.Range(0, 600).Select(Row).Prepend("colour,shape,weight,size,kind,where"));

    public DataSource Source => new(_path, new(
        default, "small.csv", Bytes: 0,
        new Dictionary<string, NameList>
        {
            ["factor"] = new NameList(["colour", "shape"]),
            ["numeric"] = new NameList(["weight", "size"]),
            ["label"] = "kind",
            ["domain"] = "where",
        },
        "near", Classes: null, ["far", "near"], new("random", null, null, 0.15, 0.15, Seed: 1), Take: null));

    public void Dispose() => File.Delete(_path);

    private static string Row(int row)
    {
        var colour = Colours[row * 7 % 5];
        var shape = row % 3 == 0 ? "round" : "flat";
        var weight = 50 + row * 37 % 100;
        var isSized = row % 11 != 3;
        var kind = !isSized ? "unsized" : colour is "red" or "blue" && weight > 90 ? "heavy" : "plain";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{colour},{shape},{weight},{(isSized ? $"{row % 13}" : "")},{kind},{(row % 6 == 5 ? "far" : "near")}");
    }
}
