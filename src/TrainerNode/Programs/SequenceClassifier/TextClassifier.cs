namespace Seedbed.TrainerNode.Programs.SequenceClassifier;

using Seedbed.Training.Classification;
using Seedbed.Training.Data;
using Seedbed.Training.Lanes;
using Seedbed.Training.Programs;
using static TorchSharp.torch;

/// <summary>A transformer over texts, in batches that are put together from pieces of one length each.</summary>
internal sealed class TextClassifier : IClassifier
{
    // Bounds the memory of a batch that is evaluated.
    private const int SymbolsPerBatch = 8_192;

    private readonly Pack _pack;
    private readonly TextCorpus _corpus;
    private readonly int? _start; // the start symbol's number, after those of the vocabulary
    private readonly int _batch;
    private readonly LengthBuckets _training;
    private readonly LengthBuckets _validation;
    private readonly SequenceEncoder _encoder;

    /// <exception cref="InvalidDataException">There is no data, or it is not as declared.</exception>
    public TextClassifier(Pack pack, LaneParameters parameters)
    {
        _pack = pack;
        _batch = pack.Shared.Integer("batch");
        var data = pack.Data ?? throw new InvalidDataException("sequence-classifier needs data.");
        var unit = Enum.Parse<TextUnit>(pack.Shared.Choice("unit"), ignoreCase: true);
        _corpus = TextCorpus.Read(data, unit, pack.Shared.Integer("vocabulary"), pack.Shared.Integer("max-length"));
        _start = pack.Shared.Flag("start-symbol") ? _corpus.Vocabulary.Count : null;
        _training = LengthBuckets.Of(_corpus.Training, _start, pack.Device);
        _validation = LengthBuckets.Of(_corpus.Validation, _start, pack.Device);
        StepsPerEpoch = PlanOf(epoch: 0).Count;

        var dropout = new DropoutSites([.. pack.Lanes.Select(lane => lane.Seeds.Dropout)], pack.Numbers("dropout"));
        var shape = EncoderShape.Of(
            pack.Shared, _corpus.Vocabulary.Count + 1, _corpus.Classes.Count, _corpus.Domains.Count);
        _encoder = new(parameters, dropout, pack.Numbers("domain-dropout"), shape);
    }

    public IReadOnlyList<string> Classes => _corpus.Classes;

    public ReadOnlySpan<int> TrainingClasses => _corpus.Training.Classes;

    public int StepsPerEpoch { get; }

    public ScoredPart Validation => new(_corpus.Validation.Name, BatchesOf(_validation));

    public IEnumerable<ScoredPart> Evaluation =>
        _corpus.Evaluation.Select(part => new ScoredPart(part.Name, BatchesOf(part)));

    public IEnumerable<Func<long, ScoredBatch>> Epoch(long epoch)
    {
        using var orders = new EpochOrders(
            _training.All, [.. _pack.Lanes.Select(lane => lane.Seeds.Order)], epoch, _pack.Device);
        foreach (var pieces in PlanOf(epoch)) yield return step => Score(pieces, orders, step);
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _validation.Dispose();
        _training.Dispose();
    }

    private ScoredBatch Score(PlannedPiece[] pieces, EpochOrders orders, long step)
    {
        // Each piece has dropout masks of its own: no two pieces of a run have the same number.
        ScoredBatch[] scored =
            [.. pieces.Index().Select(piece => Score(piece.Item, orders[piece.Item], step * _batch + piece.Index))];
        return new(
            cat([.. scored.Select(piece => piece.Logits)], 1), cat([.. scored.Select(piece => piece.Labels)], 1));
    }

    private ScoredBatch Score(PlannedPiece piece, Tensor examples, long number)
    {
        var (bucket, lanes) = (_training.All[piece.Bucket], _pack.Lanes.Count);
        var symbols = bucket.Symbols.index_select(0, examples).view(lanes, piece.Count, bucket.Length);
        var labels = bucket.Classes.index_select(0, examples).view(lanes, piece.Count);
        var domains = bucket.Domains.index_select(0, examples).view(lanes, piece.Count);
        return new(_encoder.Forward(symbols, domains, number), labels);
    }

    private IEnumerable<Func<ScoredBatch>> BatchesOf(TextPart part)
    {
        using var texts = LengthBuckets.Of(part, _start, _pack.Device);
        foreach (var batch in BatchesOf(texts)) yield return batch;
    }

    private IEnumerable<Func<ScoredBatch>> BatchesOf(LengthBuckets texts)
    {
        foreach (var bucket in texts.All)
        {
            var size = Math.Max(1, SymbolsPerBatch / bucket.Length);
            for (var first = 0; first < bucket.Count; first += size)
            {
                var (begin, count) = (first, Math.Min(size, bucket.Count - first));
                yield return () => Evaluate(bucket, begin, count);
            }
        }
    }

    private ScoredBatch Evaluate(LengthBucket bucket, int first, int count)
    {
        var lanes = _pack.Lanes.Count;
        var symbols = bucket.Symbols.narrow(0, first, count).unsqueeze(0).expand(lanes, count, bucket.Length);
        var labels = bucket.Classes.narrow(0, first, count).unsqueeze(0).expand(lanes, count);
        var domains = bucket.Domains.narrow(0, first, count).unsqueeze(0).expand(lanes, count);
        return new(_encoder.Forward(symbols, domains, step: null), labels);
    }

    private IReadOnlyList<PlannedPiece[]> PlanOf(long epoch) => EpochPlan.Of(
        [.. _training.All.Select(bucket => bucket.Count)], _batch, _pack.Data?.Declaration.Split.Seed ?? 0, epoch);
}
