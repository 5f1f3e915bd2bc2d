namespace Seedbed.TrainerNode.Tests.Programs;

using Seedbed.Data;
using Seedbed.TrainerNode.Slot;
using Seedbed.TrainerNode.Slot.Checkpoints;
using Seedbed.Training.Checkpoints;
using Seedbed.Training.Programs;
using TorchSharp;
using Xunit;

/// <summary>
/// Jobs of a program, trained to their ends through any number of sessions, each of which begins from checkpoints that
/// were written to files and read again.
/// </summary>
internal sealed class InterruptedRun
{
    private readonly ITrainingProgram _program;
    private readonly DataSource? _data;
    private readonly string? _selectBy;
    private readonly Job[] _jobs;

    public InterruptedRun(
        ITrainingProgram program, IReadOnlyList<LaneSetting> settings, DataSource? data, string? selectBy = null)
    {
        (_program, _data, _selectBy) = (program, data, selectBy);
        _jobs = [.. settings.Select(setting => new Job(setting))];
    }

    public IReadOnlyList<RecordedLane> Lanes => [.. _jobs.Select(job => job.Recorded)];

    /// <summary>Hash of each job's state by step, at every boundary that was reached.</summary>
    public IReadOnlyList<SortedDictionary<long, ContentHash>> States => [.. _jobs.Select(job => job.States)];

    public bool IsOver => _jobs.All(job => job.HasEnded);

    /// <summary>Trains some of the jobs together, which stand at the same step, and takes checkpoints.</summary>
    /// <param name="jobs">By number; those that have ended are left out.</param>
    /// <param name="boundaries">After how many the pack is left.</param>
    public void Train(IEnumerable<int> jobs, int boundaries)
    {
        Job[] pack = [.. jobs.Select(number => _jobs[number]).Where(job => !job.HasEnded)];
        if (pack.Length == 0) return;

        Lane[] lanes = [.. pack.Select(job => new Lane(
            job.Setting.Seeds, job.Setting.Over(_program.Description), job.Recorded) { Attempt = ++job.Attempts })];
        using var session = Assert.IsAssignableFrom<IResumableSession>(
            _program.Start(new(lanes, torch.CPU, _data, _selectBy)));
        foreach (var (lane, job) in pack.Index()) Resume(session, lane, job);

        for (var boundary = 0; boundary < boundaries && session.Advance(CancellationToken.None); boundary++)
            foreach (var (lane, job) in pack.Index())
                if (!lanes[lane].HasEnded) Keep(session, lane, job);
        foreach (var (lane, job) in pack.Index()) job.HasEnded = lanes[lane].HasEnded;
    }

    private static void Resume(IResumableSession session, int lane, Job job)
    {
        if (job.Checkpoint is not { } bytes) return;

        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, bytes);
        var state = new GivenState(CheckpointFile.Read(path));
        session.Exchange(lane, state);
        state.RequireRead();
        File.Delete(path);
    }

    private void Keep(IResumableSession session, int lane, Job job)
    {
        var kept = new KeptState();
        session.Exchange(lane, kept);
        var file = new CheckpointNotes(_program.Description).With(
            kept.Tensors, new Dictionary<string, ContentHash>());
        using var written = new MemoryStream();
        file.WriteTo(written);
        job.Checkpoint = written.ToArray();
        job.States.Add(session.Step, ArtifactFolder.HashOf(file.WriteTo));
    }

    private sealed class Job(LaneSetting setting)
    {
        public LaneSetting Setting => setting;

        public RecordedLane Recorded { get; } = new();

        public SortedDictionary<long, ContentHash> States { get; } = [];

        public byte[]? Checkpoint { get; set; }

        public long Attempts { get; set; }

        public bool HasEnded { get; set; }
    }
}
