namespace Seedbed.TrainerNode.Node.Slots;

using System.Text.Json;
using Seedbed.Data;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using static Seedbed.Messages.Work.WorkProtocol;

// What the coordinator says.
public sealed partial record SlotState
{
    private SlotState Hear(IWorkMessage message, Turn turn) => message switch
    {
        Lease lease => Accept(lease, turn),
        BatchStored stored => Update(job => Is(job, stored) ? job.StoreBatch(stored.Number) : job),
        CheckpointStored stored => Update(job => Is(job, stored) ? job.KnowCheckpoint(stored.Step) : job),
        OutcomeStored stored => this with { Jobs = Jobs.RemoveAll(job => Is(job, stored) && job.SentEnd is not null) },
        StoreAt at => Use(at, turn),
        Superseded superseded => (this with { Jobs = Jobs.RemoveAll(job => Is(job, superseded)) }).StopIdlePack(turn),
        _ => this, // for another part of the node
    };

    private static bool Is(JobProgress job, IJobMessage message) =>
        job.Key.Job == message.Job && job.Key.Fence == message.Fence;

    /// <summary>Only the answer to the open request counts: the same lease may come again, also late.</summary>
    private SlotState Accept(Lease lease, Turn turn)
    {
        if (Request?.Message is not RequestWork request
            || lease.Incarnation != Offer.Incarnation || lease.RequestId != request.RequestId) return this;

        var number = lease.RequestId;
        var accepted = this with
        {
            Request = null,
            Jobs = Jobs.AddRange(
                lease.Jobs.Select((job, lane) => new JobProgress(new(job.Job, job.Fence), number, lane))),
            Pack = PackProgress.Of(lease),
            Period = lease.Period,
            RenewAt = turn.Now + (lease.Period / 3),
        };

        turn.Do(new SlotInstruction.UseStore(lease.StoreUrl));
        if (IsDraining) return accepted.DropPack(job => job.GiveBack(NodeStops));
        if (!Offer.Programs.Contains(lease.Program))
            return accepted.DropPack(job => job.Fail(
                $"This node does not have {lease.Program}: it has {string.Join(", ", Offer.Programs)}."));
        return accepted.Fetch(turn);
    }

    private SlotState Use(StoreAt at, Turn turn)
    {
        turn.Do(new SlotInstruction.UseStore(at.Url));
        return this;
    }

    private SlotState Fetch(Turn turn)
    {
        if (Pack is not { } pack) return this;

        foreach (var (lane, job) in pack.Lease.Jobs.Index())
        {
            if (job.From is not { } from) continue;
            turn.Do(new SlotInstruction.FetchCheckpoint(pack.Number, lane, from.Content, from.PathOf(job.Job)));
        }

        if (pack.Lease.Data is not { } json) return WithFetched(pack);

        try
        {
            var data = LastData is { } last && last.Json == json ? last : (Json: json, Content: ContentOf(json));
            turn.Do(new SlotInstruction.Fetch(pack.Number, data.Content));
            return this with { LastData = data };
        }
        catch (JsonException malformed)
        {
            return DropPack(job => job.Fail($"The lease's data section cannot be read: {malformed.Message}"));
        }
    }

    /// <exception cref="JsonException">Not a data section.</exception>
    private static ContentHash ContentOf(string data) =>
        JsonSerializer.Deserialize(data, ApiJson.Default.DataSpecification)?.Content
            ?? throw new JsonException("It is empty.");

    /// <summary>
    /// Nobody waits for the pack once all its jobs are superseded: its process stops at a boundary, or is killed later.
    /// </summary>
    private SlotState StopIdlePack(Turn turn)
    {
        if (Pack is not { } pack || IsWaitedFor(pack)) return this;
        if (IsDraining) return Abandon(turn);
        if (pack.Phase != PackPhase.Training) return this with { Pack = null };
        if (pack.KillAt is not null) return this;

        turn.Do(new SlotInstruction.Order(new Slot.Pipe.SlotOrder.Cancel(pack.Number)));
        return this with { Pack = pack with { KillAt = turn.Now + PackProgress.StopTime } };
    }
}
