namespace Seedbed.Cli.Results;

using Seedbed.Messages.Http;

/// <summary>
/// Brings metric points, which come as they stand in the journal, into the order of the jobs: those of a job stay in
/// the order they were reported. Works in files, each holding the points of some neighbouring jobs, so that memory
/// holds one file's points at a time.
/// </summary>
internal sealed class CurveSort : IDisposable
{
    private const int MaxBuckets = 256;
    private const int JobsPerBucket = 1_024;

    private readonly string _directory;
    private readonly JobOrder _order;
    private readonly FileStream[] _buckets;
    private readonly List<string> _metrics = [];
    private readonly Dictionary<string, int> _metricIndex = new(StringComparer.Ordinal);

    private CurveSort(string directory, JobOrder order)
    {
        Directory.CreateDirectory(directory);
        (_directory, _order) = (directory, order);
        _buckets = new FileStream[Math.Clamp(order.Count / JobsPerBucket, 1, MaxBuckets)];
        for (var i = 0; i < _buckets.Length; i++)
            _buckets[i] = new(
                Path.Combine(directory, $"{i}"), FileMode.Create, FileAccess.ReadWrite, FileShare.None,
                bufferSize: 64 * 1024);
    }

    /// <param name="directory">Made for the sorting and removed after it.</param>
    public static async Task<CurveSort> CollectAsync(
        string directory, JobOrder order, IAsyncEnumerable<CurveRow> points)
    {
        var sort = new CurveSort(directory, order);
        try
        {
            var writers = sort._buckets.Select(bucket => new BinaryWriter(bucket)).ToArray();
            await foreach (var point in points)
            {
                var writer = writers[sort.BucketOf(order.PositionOf(point.Cell, point.Seed))];
                writer.Write(point.Cell);
                writer.Write(point.Seed);
                writer.Write(sort.IndexOf(point.Metric));
                writer.Write(point.Step);
                writer.Write(point.Value);
            }

            return sort;
        }
        catch
        {
            sort.Dispose();
            throw;
        }
    }

    public IEnumerable<CurveRow> InOrder() =>
        _buckets.SelectMany(bucket => Read(bucket).OrderBy(point => _order.PositionOf(point.Cell, point.Seed)));

    public void Dispose()
    {
        foreach (var bucket in _buckets) bucket.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private IEnumerable<CurveRow> Read(FileStream bucket)
    {
        bucket.Position = 0;
        var reader = new BinaryReader(bucket);
        while (bucket.Position < bucket.Length)
            yield return new(
                reader.ReadInt32(), reader.ReadInt32(), _metrics[reader.ReadInt32()], reader.ReadInt64(),
                reader.ReadDouble());
    }

    private int BucketOf(long position) => (int)(position * _buckets.Length / _order.Count);

    private int IndexOf(string metric)
    {
        if (_metricIndex.TryGetValue(metric, out var index)) return index;

        _metrics.Add(metric);
        return _metricIndex[metric] = _metrics.Count - 1;
    }
}
