namespace Seedbed.Coordinator.Tests;

using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Time.Testing;
using Seedbed.Coordinator.Scheduling;
using Seedbed.Coordinator.Store;
using Seedbed.Coordinator.Studies;
using Seedbed.Coordinator.Tests.Hosting;
using Seedbed.Coordinator.Tests.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Coordinator.CoordinatorProtocol;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>
/// A coordinator with a journal in memory and a clock that stands still, and what nodes and fronts say to it.
/// </summary>
public abstract class CoordinatorKit : TestKit, IAsyncLifetime
{
    private const string Settings = """
        akka.loglevel = WARNING
        akka.test.default-timeout = 30s
        akka.test.single-expect-default = 30s
        akka.persistence.journal.plugin = "akka.persistence.journal.inmem"
        akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
        """;

    private readonly TemporaryDirectory _directory = new();

    protected CoordinatorKit() : base(Settings)
    {
        Checkpoints = new(new DirectoryStorage(_directory.Path, TimeProvider.System), limit: 1_000_000);
        Node = CreateTestProbe("node");
        Node.IgnoreMessages(message => message is StoreAt);
        Coordinator = Start();
    }

    protected static Uri Http { get; } = new("http://127.0.0.1:9000/");

    protected static StoreLocation Store { get; } = new(new(Http, "/api/v1/store/"));

    internal ClaimedJournal Claims { get; } = new();

    protected ActiveCoordinator Active { get; } = new(TimeProvider.System);

    protected CheckpointStore Checkpoints { get; }

    protected static SchedulerOptions Options { get; } = new();

    protected FakeTimeProvider Clock { get; } = new(Given.Noon);

    /// <summary>What it hears about the store does not count.</summary>
    protected TestProbe Node { get; }

    protected IActorRef Coordinator { get; private set; }

    /// <summary>Before it is ready the coordinator leaves nodes unanswered; those in tests say things once.</summary>
    public Task InitializeAsync() => Ready();

    public Task DisposeAsync()
    {
        _directory.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>
    /// Kills the coordinator as a crash does, starts another on the same journal and waits until it is ready.
    /// </summary>
    protected async Task Restart()
    {
        await Crash();
        await Ready();
    }

    protected Task Ready() => Coordinator.Ask<IReadOnlyList<NodeView>>(new GetNodes(), RemainingOrDefault);

    /// <summary>Kills the coordinator and starts another, which may still be recovering.</summary>
    protected async Task Crash()
    {
        Watch(Coordinator);
        Coordinator.Tell(Kill.Instance);
        await ExpectTerminatedAsync(Coordinator);
        Coordinator = Start();
    }

    protected async Task<StudyAccepted> Submit(StudySpecification specification) =>
        await Coordinator.Ask<StudyAccepted>(new SubmitStudy(specification, "name: spirals"), RemainingOrDefault);

    /// <summary>A slot of the node asks for work, and is answered.</summary>
    protected async Task<Lease> Lease(
        long request = 1, int slot = 0, long incarnation = 1, TestProbe? node = null, int maxLanes = 16)
    {
        Request(request, slot, incarnation, node, maxLanes);
        return await (node ?? Node).ExpectMsgAsync<Lease>();
    }

    protected void Request(
        long request = 1, int slot = 0, long incarnation = 1, TestProbe? node = null, int maxLanes = 16,
        ProgramIdentity? program = null) =>
        Tell(
            new RequestWork(
                SlotOf(node ?? Node, slot), incarnation, request, Given.Cpu, maxLanes, [program ?? Given.Program]),
            node);

    protected void Tell(IWorkMessage message, TestProbe? node = null) => Coordinator.Tell(message, node ?? Node);

    protected async Task<OutcomeStored> Finish(
        LeasedJob job, double accuracy = 0.5, int lastBatch = 0, TestProbe? node = null)
    {
        Tell(new Finished(job.Job, job.Fence, Given.Completed(accuracy, lastBatch)), node);
        return await (node ?? Node).ExpectMsgAsync<OutcomeStored>();
    }

    protected static MetricBatch Batch(LeasedJob job, int number, params IReadOnlyList<MetricPoint> points) =>
        new(job.Job, job.Fence, number, MetricPoints.Pack(
            points.Count == 0 ? [new("val.accuracy", 10 * number, 0.1 * number)] : points));

    protected static SlotId SlotOf(TestProbe node, int slot) => new(node.Ref.Path.Name, slot);

    private IActorRef Start()
    {
        var parts = new CoordinatorParts(Http, Store, Checkpoints, Claims, Active);
        return Sys.ActorOf(Props.Create(() => new CoordinatorActor(parts, Options, Clock)));
    }
}
