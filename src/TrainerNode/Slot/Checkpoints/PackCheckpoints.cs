namespace Seedbed.TrainerNode.Slot.Checkpoints;

using Seedbed.Data;
using Seedbed.TrainerNode.Slot.Pipe;
using Seedbed.Training.Checkpoints;
using Seedbed.Training.Programs;

/// <summary>
/// A pack's checkpoints: sets its lanes up from those they go on from, then, at boundaries, hashes every epoch and
/// takes new ones. On the thread that trains.
/// </summary>
public sealed class PackCheckpoints(
    IResumableSession session, CheckpointNotes notes, IReadOnlyList<Lane> lanes, IReadOnlyList<LaneReports> reports,
    ArtifactFolder artifacts, CheckpointInterval interval, Action<string> warn, TimeProvider time)
{
    private CheckpointClock _clock = new(interval, time.GetElapsedTime(0), session.Epoch);

    /// <summary>Before the first step.</summary>
    /// <returns>False if a lane cannot go on from its checkpoint, which has then been reported.</returns>
    public bool Resume(IReadOnlyList<LaneOrder> orders)
    {
        foreach (var (lane, order) in orders.Index())
        {
            if (order.From is not { } from) continue;

            try
            {
                Resume(lane, from);
            }
            catch (Exception foreign) when (
                foreign is InvalidDataException or IOException or OverflowException or UnauthorizedAccessException)
            {
                reports[lane].RefuseCheckpoint(foreign.Message);
                return false;
            }
        }

        _clock = new(interval, time.GetElapsedTime(0), session.Epoch);
        return true;
    }

    /// <summary>After a call of <see cref="ITrainingSession.Advance"/> that leaves something to train.</summary>
    /// <param name="isLast">Whether the pack is left now.</param>
    public void AtBoundary(bool isLast)
    {
        var now = time.GetElapsedTime(0);
        var (step, epoch) = (session.Step, session.Epoch);
        var (endsEpoch, isDue) = (epoch > _clock.Epoch, isLast || _clock.IsDue(now, epoch));
        if (!endsEpoch && !isDue) return;

        var wasTaken = isDue;
        foreach (var (index, lane) in lanes.Index())
        {
            if (lane.HasEnded) continue;

            var file = notes.With(Keep(index), reports[index].Attached);
            var written = isDue ? Write(step, file) : null;
            wasTaken &= written is not null;
            if (endsEpoch)
                reports[index].EndEpoch(new(step, written?.Hash ?? ArtifactFolder.HashOf(file.WriteTo)));
            if (written is var (hash, path)) reports[index].Checkpoint(step, hash, path);
        }

        _clock = _clock.After(now, epoch, wasTaken, isDue);
    }

    private void Resume(int lane, ResumeOrder from)
    {
        var file = CheckpointFile.Read(from.Path);
        notes.RequireSameProgram(file);
        var state = new GivenState(file);
        session.Exchange(lane, state);
        state.RequireRead();
        if (session.Step != from.Step)
            throw new InvalidDataException($"It was taken at step {session.Step}, not at step {from.Step}.");

        foreach (var (name, hash) in CheckpointNotes.AttachedIn(file)) reports[lane].Attach(name, hash);
        File.Delete(from.Path);
    }

    private IReadOnlyDictionary<string, StoredTensor> Keep(int lane)
    {
        var state = new KeptState();
        session.Exchange(lane, state);
        return state.Tensors;
    }

    /// <summary>A checkpoint that cannot be written costs nothing but itself.</summary>
    /// <returns>Null if it could not.</returns>
    private (ContentHash Hash, string Path)? Write(long step, CheckpointFile file)
    {
        try
        {
            return artifacts.Write(file.WriteTo);
        }
        catch (IOException full)
        {
            warn($"No checkpoint at step {step}: {full.Message} Training goes on, and it is tried again.");
            return null;
        }
    }
}
