namespace Seedbed.TrainerNode.Programs.FactorClassifier;

using Seedbed.Training.Classification;
using Seedbed.Training.Data;
using Seedbed.Training.Lanes;
using Seedbed.Training.Programs;
using Seedbed.Training.Randomness;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>A model of factors over the rows of a table, each lane in its own order.</summary>
internal sealed class TableClassifier : IClassifier
{
    // Rows of a batch that is evaluated.
    private const int EvaluatedRows = 1_024;

    private readonly Pack _pack;
    private readonly TableCorpus _corpus;
    private readonly FactorEncoding _encoding;
    private readonly int _batch;
    private readonly FactorRows _training;
    private readonly FactorRows _validation;
    private readonly FactorModel _model;

    /// <exception cref="InvalidDataException">There is no data, it is not as declared, or it has no factor.</exception>
    public TableClassifier(Pack pack, LaneParameters parameters)
    {
        _pack = pack;
        _batch = pack.Shared.Integer("batch");
        var data = pack.Data ?? throw new InvalidDataException("factor-classifier needs data.");
        _corpus = TableCorpus.Read(data, maximum: pack.Shared.Integer("vocabulary"));
        _encoding = FactorEncoding.Of(_corpus, pack.Shared);
        if (_encoding.Factors + _encoding.Numbers == 0)
            throw new InvalidDataException("factor-classifier needs a column with the role factor or numeric.");

        _training = RowsOf(_corpus.Training);
        _validation = RowsOf(_corpus.Validation);
        StepsPerEpoch = (_training.Count + _batch - 1) / _batch;

        var dropout = new DropoutSites([.. pack.Lanes.Select(lane => lane.Seeds.Dropout)], pack.Numbers("dropout"));
        var shape = FactorShape.Of(
            pack.Shared, _encoding.Categories, _encoding.Factors, _encoding.Numbers, _corpus.Classes.Count);
        _model = new(parameters, dropout, shape);
    }

    public IReadOnlyList<string> Classes => _corpus.Classes;

    public ReadOnlySpan<int> TrainingClasses => _corpus.Training.Classes;

    public int StepsPerEpoch { get; }

    public ScoredPart Validation => new(_corpus.Validation.Name, BatchesOf(_validation));

    public IEnumerable<ScoredPart> Evaluation =>
        _corpus.Evaluation.Select(part => new ScoredPart(part.Name, BatchesOf(part)));

    public IEnumerable<Func<long, ScoredBatch>> Epoch(long epoch)
    {
        long[] seeds = [.. _pack.Lanes.Select(lane => lane.Seeds.Order)];
        using var order = EpochOrder.Of(seeds, epoch, _training.Count, purpose: 0)      // int64 [lanes, rows]
            .OwnedOn(_pack.Device);
        for (var first = 0; first < _training.Count; first += _batch)
        {
            var (begin, count) = (first, Math.Min(_batch, _training.Count - first));
            yield return step => Score(_training.Select(order.narrow(1, begin, count)), step);
        }
    }

    public void Dispose()
    {
        _validation.Dispose();
        _training.Dispose();
    }

    private ScoredBatch Score(FactorRows rows, long? step) => new(_model.Forward(rows, step), rows.Classes);

    private IEnumerable<Func<ScoredBatch>> BatchesOf(TablePart part)
    {
        using var rows = RowsOf(part);
        foreach (var batch in BatchesOf(rows)) yield return batch;
    }

    private IEnumerable<Func<ScoredBatch>> BatchesOf(FactorRows rows)
    {
        for (var first = 0; first < rows.Count; first += EvaluatedRows)
        {
            var (begin, count) = (first, Math.Min(EvaluatedRows, rows.Count - first));
            yield return () => Score(rows.Slice(begin, count, _pack.Lanes.Count), step: null);
        }
    }

    private FactorRows RowsOf(TablePart part)
    {
        using var scope = NewDisposeScope();
        return _encoding.Encode(part).OwnedOn(_pack.Device);
    }
}
