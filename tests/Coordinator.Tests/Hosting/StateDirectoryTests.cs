namespace Seedbed.Coordinator.Tests.Hosting;

using System.Globalization;
using Seedbed.Coordinator.Hosting;
using Xunit;

public sealed class StateDirectoryTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_second_coordinator_is_refused_and_told_which_process_has_the_directory()
    {
        using var first = new StateDirectory(_directory.Path);

        var refusal = Assert.Throws<StateUnusableException>(() => new StateDirectory(_directory.Path));

        Assert.Contains(
            Environment.ProcessId.ToString(CultureInfo.InvariantCulture), refusal.Message, StringComparison.Ordinal);
        Assert.Contains(_directory.Path, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_was_given_up_can_be_taken()
    {
        new StateDirectory(_directory.Path).Dispose();

        using var next = new StateDirectory(_directory.Path);

        Assert.StartsWith(_directory.Path, next.Store, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_refused_by_name()
    {
        File.WriteAllText(_directory.File("occupied"), "");

        var refusal = Assert.Throws<StateUnusableException>(() => new StateDirectory(_directory.File("occupied")));

        Assert.Contains("occupied", refusal.Message, StringComparison.Ordinal);
    }
}
