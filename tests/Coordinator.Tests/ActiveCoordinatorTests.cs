namespace Seedbed.Coordinator.Tests;

using Microsoft.Extensions.Time.Testing;
using Xunit;

/// <summary>What a process knows of who acts.</summary>
public sealed class ActiveCoordinatorTests
{
    private static readonly Uri Own = new("http://own:8080");
    private static readonly Uri Other = new("http://other:8080");

    private readonly FakeTimeProvider _clock = new();
    private readonly ActiveCoordinator _active;

    public ActiveCoordinatorTests() => _active = new(_clock);

    [Fact]
    public async Task Who_waits_is_told_once_somebody_acts()
    {
        var waiting = _active.Wait(CancellationToken.None);
        Assert.Null(_active.Now);
        Assert.False(waiting.IsCompleted);

        _active.Hear(Other);

        Assert.Equal((Other, false), ((await waiting).Url, (await waiting).IsHere));
        Assert.Same(await waiting, _active.Now);
        _active.Hear(Other);
        Assert.Same(await waiting, _active.Now);
    }

    [Fact]
    public void What_a_process_knows_of_its_own_goes_before_what_it_hears()
    {
        _active.Begin(Own);
        _active.Hear(Other);
        Assert.True(_active.Now is { IsHere: true });

        _active.End();
        Assert.Null(_active.Now);
        _active.Hear(Other);
        Assert.Equal(Other, _active.Now?.Url);
    }

    [Fact]
    public void Only_the_one_that_is_meant_is_forgotten()
    {
        _active.Hear(Other);
        _active.Forget(Own);
        _active.End();
        Assert.Equal(Other, _active.Now?.Url);

        _active.Forget(Other);
        Assert.Null(_active.Now);
    }

    [Fact]
    public void Who_acts_no_more_is_left_after_a_time_of_grace()
    {
        _active.Hear(Other);
        var left = _active.Now!.Left;

        _active.Begin(Own);
        Assert.False(left.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromSeconds(5));

        SpinWait.SpinUntil(() => left.IsCancellationRequested);
        Assert.False(_active.Now.Left.IsCancellationRequested);
    }
}
