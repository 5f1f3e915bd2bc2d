namespace Seedbed.Messages.Cluster;

using MessagePack;
using Seedbed.Messages.Work;

/// <summary>
/// Between coordinators: which of you acts? Answered by <see cref="ActiveAt"/>, and by none that has not recovered.
/// </summary>
[MessagePackObject]
public sealed record FindActive : WorkProtocol.IWorkMessage;

/// <summary>This one does.</summary>
/// <param name="Http">Address of its API, as the others reach it.</param>
[MessagePackObject]
public sealed record ActiveAt([property: Key(0)] string Http) : WorkProtocol.IWorkMessage;
