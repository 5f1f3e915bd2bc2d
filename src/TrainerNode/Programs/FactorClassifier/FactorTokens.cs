namespace Seedbed.TrainerNode.Programs.FactorClassifier;

using Seedbed.Training.Lanes;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// One token for each factor of a row: a category's own vector, or for a number x·w + b with the factor's own w and
/// b. A missing value has a vector of its own. With factor positions each token also gets a vector for the factor it
/// came from, as a word gets one for its place.
/// </summary>
internal sealed class FactorTokens
{
    private readonly LaneEmbedding? _categories;
    private readonly LaneParameter? _slopes;    // [numbers, width]
    private readonly LaneEmbedding? _offsets;   // a row for each number, then one for each number that is missing
    private readonly LaneParameter? _positions; // [tokens, width]

    public FactorTokens(LaneParameters parameters, FactorShape shape)
    {
        var normal = Initialisers.Normal(1 / Math.Sqrt(shape.Width));
        if (shape.Categories > 0) _categories = new(parameters, "categories", shape.Categories, shape.Width, normal);
        if (shape.Numbers > 0)
        {
            _slopes = parameters.Add("slopes", normal, shape.Numbers, shape.Width);
            _offsets = new(parameters, "offsets", 2 * shape.Numbers, shape.Width, normal);
        }

        if (shape.HasPositions) _positions = parameters.Add("positions", normal, shape.Tokens, shape.Width);
    }

    /// <param name="rows">Of every lane, in its own order.</param>
    /// <returns>[lanes, batch, tokens, width], categorical factors first</returns>
    public Tensor Forward(FactorRows rows)
    {
        List<Tensor> tokens = [];
        if (_categories is not null) tokens.Add(_categories.Forward(rows.Categories));
        if (_slopes is not null && _offsets is not null)
        {
            var offsets = _offsets.Forward(rows.Offsets);                          // [lanes, batch, numbers, width]
            tokens.Add(rows.Numbers.unsqueeze(-1) * _slopes.Value.unsqueeze(1) + offsets);
        }

        var all = tokens.Count == 1 ? tokens[0] : cat(tokens, 2);
        return _positions is null ? all : all + _positions.Value.unsqueeze(1);
    }
}

/// <summary>Rows of a table as tensors.</summary>
/// <param name="Categories">
/// int64 […, categorical factors]: rows of one table of vectors, in which each factor has its own part.
/// </param>
/// <param name="Numbers">float32 […, numeric factors], scaled; 0 where missing.</param>
/// <param name="Offsets">
/// int64 […, numeric factors]: the factor's index, plus the number of numeric factors where missing.
/// </param>
/// <param name="Classes">int64 […]</param>
internal sealed record FactorRows(Tensor Categories, Tensor Numbers, Tensor Offsets, Tensor Classes) : IDisposable
{
    public int Count => (int)Classes.shape[^1];

    /// <summary>Other rows in another order.</summary>
    /// <param name="order">int64 [lanes, batch]</param>
    /// <returns>[lanes, batch, …]</returns>
    public FactorRows Select(Tensor order) =>
        Map(rows => rows.index_select(0, order.flatten()).view([.. order.shape, .. rows.shape[1..]]));

    /// <summary>Some of them, the same for every lane.</summary>
    /// <returns>[lanes, count, …]</returns>
    public FactorRows Slice(int first, int count, int lanes) =>
        Map(rows => rows.narrow(0, first, count).unsqueeze(0).expand([lanes, count, .. rows.shape[1..]]));

    /// <summary>These rows on a device, in no scope; they themselves are disposed of.</summary>
    public FactorRows OwnedOn(Device device) => Map(rows => rows.OwnedOn(device));

    public void Dispose()
    {
        Categories.Dispose();
        Numbers.Dispose();
        Offsets.Dispose();
        Classes.Dispose();
    }

    private FactorRows Map(Func<Tensor, Tensor> change) =>
        new(change(Categories), change(Numbers), change(Offsets), change(Classes));
}
