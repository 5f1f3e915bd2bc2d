namespace Seedbed.Coordinator.Tests.Studies;

using CsCheck;
using Xunit;

/// <summary>
/// Whatever two coordinators do that are both alive, and however messages between them and the slots come through.
/// CsCheck shrinks a history that breaks a promise to a shortest one.
/// </summary>
public class TwoCoordinatorsTests
{
    private static readonly Gen<(int What, int First, int Second)[]> Histories =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 5], Gen.Int[0, 20]).Array[1, 120];

    [Fact]
    public void The_journal_and_every_answer_keep_what_was_promised_and_the_study_ends() => Histories.Sample(history =>
    {
        var world = new TwoCoordinators(Given.Submit(Given.Study(cells: 2, seeds: 3, lanes: 2)));
        foreach (var (what, first, second) in history) world.Step(what, first, second);
        world.Settle();
        Assert.Equal(6, world.Journaled.Counts.Completed);
    }, iter: 2_000);
}
