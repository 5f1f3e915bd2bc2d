namespace Seedbed.TrainerNode.Tests.Programs;

using Seedbed.Data;
using Seedbed.Training.Programs;

/// <summary>
/// 640 made-up words of 2 to 9 letters in two domains. The class is decided by the last letter and by whether the
/// word is long: learnable, and unevenly distributed.
/// </summary>
public sealed class SmallCorpus : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public SmallCorpus()
    {
        var lines = Enumerable.Range(0, 640).Select(row =>
        {
            var length = 2 + row * 7 % 8;
            var word = string.Concat(Enumerable.Range(0, length).Select(
                place => (char)('a' + (row * 31 + place * place * (row % 13)) % 11)));
            var kind = length > 6 ? "long" : word[^1] < 'd' ? "early" : "late";
            return $"{word}\t{(row % 5 == 4 ? "far" : "near")}\t{kind}";
        });
        File.WriteAllLines(_path, lines.Prepend("text\twhere\tkind"));
    }

    public DataSource Source => new(_path, new(
        default, "small.tsv", Bytes: 0,
        new Dictionary<string, NameList> { ["text"] = "text", ["label"] = "kind", ["domain"] = "where" },
        "near", Classes: null, ["far", "near"], new("random", null, null, 0.15, 0.15, Seed: 1), Take: null));

    public void Dispose() => File.Delete(_path);
}
