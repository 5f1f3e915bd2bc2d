namespace Seedbed.Training.Tests.Checkpoints;

using CsCheck;
using Seedbed.Training.Checkpoints;
using Seedbed.Training.Tests.Lanes;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

[Collection(TorchCollection.Name)]
public class LaneStateTests
{
    [Fact]
    public void Every_value_comes_back_to_the_bit() => Gen.Select(
        Gen.Long, Gen.Double, Gen.Double.Array[0, 5], Gen.Bool, Gen.Bool).Sample((integer, number, list, flag, none) =>
        {
            var kept = new KeptState();
            Pass(kept, integer, number, list, flag, none ? null : number);

            var (i, n, l, f, o) = Pass(Given(kept), 0, 0, [], false, 0.5);

            Assert.Equal((integer, flag), (i, f));
            Assert.Equal(BitConverter.DoubleToInt64Bits(number), BitConverter.DoubleToInt64Bits(n));
            Assert.Equal(list.Select(BitConverter.DoubleToInt64Bits), l.Select(BitConverter.DoubleToInt64Bits));
            Assert.Equal(none, o is null);
        });

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Int64)]
    public void A_tensor_is_overwritten_in_place(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var written = arange(12).to(type).view(3, 4);
        var kept = new KeptState();
        kept.Tensor("row", written[1]);
        var target = zeros(3, 4, type);

        Given(kept).Tensor("row", target[2]);

        Assert.True(target[2].equal(written[1]).all().item<bool>());
        Assert.Equal(0, target.narrow(0, 0, 2).abs().sum().to(ScalarType.Float64).item<double>());
    }

    [Fact]
    public void What_was_not_kept_is_named()
    {
        var given = Given(new KeptState());

        var missing = Assert.Throws<InvalidDataException>(() => given.Integer("step", 0L));

        Assert.Equal("The checkpoint holds no 'step'.", missing.Message);
    }

    [Fact]
    public void What_is_shaped_otherwise_is_named_with_both_shapes()
    {
        using var scope = NewDisposeScope();
        var kept = new KeptState();
        kept.Tensor("row", zeros(3, float32));

        var foreign = Assert.Throws<InvalidDataException>(() => Given(kept).Tensor("row", zeros(2, 2, float64)));

        Assert.Equal("'row' is F32 [3] where F64 [2, 2] belongs.", foreign.Message);
    }

    [Fact]
    public void What_nobody_asked_for_is_named()
    {
        var kept = new KeptState();
        kept.Integer("step", 3L);
        kept.Integer("other", 3L);
        var given = Given(kept);
        given.Integer("step", 0L);

        Assert.Contains(
            "'other'", Assert.Throws<InvalidDataException>(given.RequireRead).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_things_of_one_name_are_a_mistake_of_the_program()
    {
        var kept = new KeptState();
        kept.Integer("step", 3L);

        Assert.Throws<ArgumentException>(() => kept.Flag("step", true));
    }

    private static (long Integer, double Number, IReadOnlyList<double> List, bool Flag, double? Optional) Pass(
        LaneState state, long integer, double number, IReadOnlyList<double> list, bool flag, double? optional) => (
            state.Integer("integer", integer), state.Number("number", number), state.Numbers("list", list),
            state.Flag("flag", flag), state.Number("optional", optional));

    private static GivenState Given(KeptState kept) => new(new(new Dictionary<string, string>(), kept.Tensors));
}
