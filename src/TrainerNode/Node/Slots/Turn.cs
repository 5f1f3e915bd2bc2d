namespace Seedbed.TrainerNode.Node.Slots;

using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>One event being handled: when it came, and what is to be done about it.</summary>
/// <param name="Now">On the node's monotonic clock.</param>
internal readonly record struct Turn(TimeSpan Now, List<SlotInstruction> Instructions)
{
    public void Do(SlotInstruction instruction) => Instructions.Add(instruction);

    public void Send(IWorkMessage message) => Instructions.Add(new SlotInstruction.Send(message));
}
