namespace Seedbed.Coordinator.Tests.Studies;

using System.Collections.Immutable;
using CsCheck;
using Seedbed.Coordinator.Journal;
using Seedbed.Coordinator.Studies;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Coordinator.CoordinatorProtocol;
using static Seedbed.Coordinator.Tests.Studies.Given;

/// <summary>
/// A job's life at random, and beside it what its training state really went through. Whatever was interrupted, failed,
/// refused or reported for nothing, the curve is what was reported on the way to the result, once and in order.
/// </summary>
public class CurveOfResumedJobTests
{
    private static readonly JobKey Job = new(0, 0);

    private enum Fate
    {
        Report,
        Checkpoint,
        Interrupt,
        Fail,
        Refuse,
    }

    private static readonly Gen<Fate[]> Lives = Gen.Frequency(
        (8, Gen.Const(Fate.Report)), (4, Gen.Const(Fate.Checkpoint)), (2, Gen.Const(Fate.Interrupt)),
        (1, Gen.Const(Fate.Fail)), (2, Gen.Const(Fate.Refuse))).Array[0, 60];

    [Fact]
    public void The_curve_is_what_was_reported_on_the_way_to_the_result() => Lives.Sample(life =>
    {
        var training = new Training();
        foreach (var fate in life) training.Meet(fate);
        var (keys, journal, reported) = training.End();

        var reader = new CurveReader(keys);

        Assert.Equal(reported, journal.SelectMany(reader.Read).Select(row => row.Value));
    });

    /// <summary>
    /// One job on one slot. Each batch holds one point, whose value names it; the state that is trained knows the
    /// values it has reported.
    /// </summary>
    private sealed class Training
    {
        private readonly List<MetricsEvent.PointsRecorded> _journal = [];
        private readonly Dictionary<Checkpoint, ImmutableList<double>> _saved = [];
        private StudyState _study = After(Submit(Study(cells: 1, seeds: 1, maxAttempts: 100)));
        private ImmutableList<double> _reported = [];
        private int _batches, _requests, _steps;

        public Training() => Begin();

        private History History => _study.Jobs[Job].History;

        public void Meet(Fate fate)
        {
            switch (fate)
            {
                case Fate.Report:
                    var points = MetricPoints.Pack([new("loss", _steps, _journal.Count)]);
                    _reported = _reported.Add(_journal.Count);
                    _journal.Add(new(0, 0, History.Fence, ++_batches, points));
                    break;
                case Fate.Checkpoint:
                    var taken = CheckpointAt(History.Fence, ++_steps, _batches);
                    _saved[taken] = _reported;
                    _study = _study.After(Keep(Job, taken));
                    break;
                case Fate.Interrupt:
                    _study = _study.After(new StudyCommand.Release(Job, History.Fence, "drain", Noon));
                    Begin();
                    break;
                case Fate.Fail:
                    _study = _study.After(new StudyCommand.Fail(Job, History.Fence, "crash", Noon));
                    Begin();
                    break;
                case Fate.Refuse when History.From is { } from && History.Newest == from: // before it took its own
                    _study = _study.After(new StudyCommand.DropCheckpoint(Job, History.Fence, from, "torn", Noon));
                    Begin();
                    break;
            }
        }

        public (CurveKeys Keys, List<MetricsEvent.PointsRecorded> Journal, IEnumerable<double> Reported) End()
        {
            _study = _study.After(
                new StudyCommand.Finish(Job, History.Fence, Completed(lastBatch: _batches), Noon));
            return (_study.CurveKeys(new("spirals"), 1), _journal, _reported);
        }

        private void Begin()
        {
            _study = _study.After(Lease(Request(++_requests), at: Noon.AddHours(_requests)));
            _batches = 0;
            _reported = History.From is { } from ? _saved[from] : [];
        }
    }
}
