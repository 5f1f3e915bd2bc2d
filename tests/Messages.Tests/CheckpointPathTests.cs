namespace Seedbed.Messages.Tests;

using CsCheck;
using Seedbed.Data;
using Seedbed.Messages.Work;
using Xunit;

public class CheckpointPathTests
{
    private static readonly ContentHash Content = new(new string('a', 64));

    [Fact]
    public void A_checkpoint_lies_with_its_job() =>
        Assert.Equal(
            $"checkpoints/stress/3-14/2-500-{Content}",
            new Checkpoint(2, 500, Content, 7, 1.5).PathOf(new(new("stress"), 3, 14)));

    [Fact]
    public void What_is_written_is_read_again() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue], Gen.Long[0, long.MaxValue],
            Gen.Long[0, long.MaxValue]).Sample((cell, seed, fence, step) =>
        {
            var path = new CheckpointPath(new(new("stress"), cell, seed), fence, step, Content);

            Assert.Equal(path, path.ToString().Split('/') is [_, var study, var job, var file]
                ? CheckpointPath.Parse(study, job, file)
                : null);
        });

    [Theory]
    [InlineData("..", "3-14", "2-500-")]
    [InlineData("Stress", "3-14", "2-500-")]
    [InlineData("stress\n", "3-14", "2-500-")]
    [InlineData("stress", "..", "2-500-")]
    [InlineData("stress", "3", "2-500-")]
    [InlineData("stress", "3-14-1", "2-500-")]
    [InlineData("stress", "-3-14", "2-500-")]
    [InlineData("stress", "03-14", "2-500-")]
    [InlineData("stress", "+3-14", "2-500-")]
    [InlineData("stress", " 3-14", "2-500-")]
    [InlineData("stress", "3-2147483648", "2-500-")]
    [InlineData("stress", "3-14", "-500-")]
    [InlineData("stress", "3-14", "2-")]
    [InlineData("stress", "3-14", "../2-500-")]
    [InlineData("stress", "3-14", "2-9223372036854775808-")]
    [InlineData("stress", "3-14", "2-0500-")]
    public void What_is_written_otherwise_is_no_checkpoint(string study, string job, string file) =>
        Assert.Null(CheckpointPath.Parse(study, job, file + Content.Hex));

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("\n")]
    public void A_hash_that_is_none_names_no_checkpoint(string end) =>
        Assert.Null(CheckpointPath.Parse("stress", "3-14", $"2-500-{(end == "\n" ? Content.Hex : Content.Hex[1..])}{end}"));
}
