namespace Seedbed.Coordinator.Studies;

using Seedbed.Messages;

/// <summary>
/// A job within its study: its cell and seed by their indexes, which never come to mean
/// others. Ordered by cell, then seed.
/// </summary>
public readonly record struct JobKey(int Cell, int Seed) : IComparable<JobKey>
{
    public JobId In(StudyId study) => new(study, Cell, Seed);

    public int CompareTo(JobKey other) => Cell != other.Cell ? Cell.CompareTo(other.Cell) : Seed.CompareTo(other.Seed);

    public static bool operator <(JobKey left, JobKey right) => left.CompareTo(right) < 0;

    public static bool operator <=(JobKey left, JobKey right) => left.CompareTo(right) <= 0;

    public static bool operator >(JobKey left, JobKey right) => left.CompareTo(right) > 0;

    public static bool operator >=(JobKey left, JobKey right) => left.CompareTo(right) >= 0;
}
