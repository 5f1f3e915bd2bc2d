namespace Seedbed.Training.Lanes;

using System.Runtime.InteropServices;
using Seedbed.Training.Checkpoints;
using Seedbed.Training.Randomness;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// All parameters of a pack in one tensor with a row for each lane, and their gradients in another. Layers add their
/// parameters, then <see cref="Initialise"/> allocates: after that an optimiser needs a handful of operations for all
/// parameters of all lanes, and a lane's checkpoint is its row.
/// </summary>
/// <param name="lanes">At least 1.</param>
public sealed class LaneParameters(int lanes, Device device) : IDisposable
{
    // Every block and every row begins at a multiple of 128 bytes, so that neither a lane's place nor the number of
    // lanes decides whether an element is computed in a vector or in a loop's remainder.
    private const long Alignment = 32;

    private readonly List<LaneParameter> _parameters = [];
    private readonly List<LaneStatistic> _statistics = [];
    private readonly bool[] _frozen = new bool[lanes];
    private Tensor? _values;
    private Tensor? _trained;
    private Tensor? _gradients;
    private long _trainedLength;
    private long _statisticsLength;

    public int Lanes { get; } = lanes;

    public Device Device { get; } = device;

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<LaneParameter> All => _parameters;

    /// <summary>Length of a lane's row: parameters, then statistics, with padding that stays 0.</summary>
    public long RowLength => _trainedLength + _statisticsLength;

    /// <summary>float32 [lanes, row length].</summary>
    public Tensor Values => _values ?? throw NotInitialised();

    /// <summary>
    /// The parameters without the statistics: float32 [lanes, trained length], a view of <see cref="Values"/>.
    /// </summary>
    public Tensor Trained => _trained ?? throw NotInitialised();

    /// <summary>float32 [lanes, trained length], from the last <see cref="Backward"/>.</summary>
    public Tensor Gradients => _gradients ?? throw NotInitialised();

    /// <summary>Adds a parameter; called by layers in a fixed order, for the order names the initial streams.</summary>
    /// <param name="shape">One lane's shape.</param>
    /// <exception cref="InvalidOperationException">The parameters are already initialised.</exception>
    public LaneParameter Add(string name, Initialiser initialiser, params IReadOnlyList<long> shape)
    {
        ThrowIfInitialised($"Parameter '{name}'");
        var parameter = new LaneParameter(name, _parameters.Count, _trainedLength, shape, initialiser);
        _parameters.Add(parameter);
        _trainedLength += Aligned(parameter.Count);
        return parameter;
    }

    /// <summary>Adds numbers that a layer keeps itself, such as running means.</summary>
    /// <param name="initial">What every element begins as.</param>
    /// <param name="shape">One lane's shape.</param>
    /// <exception cref="InvalidOperationException">The parameters are already initialised.</exception>
    public LaneStatistic AddStatistic(string name, double initial, params IReadOnlyList<long> shape)
    {
        ThrowIfInitialised($"Statistic '{name}'");
        var statistic = new LaneStatistic(this, name, _statisticsLength, initial, shape);
        _statistics.Add(statistic);
        _statisticsLength += Aligned(statistic.Count);
        return statistic;
    }

    /// <summary>Allocates and fills every lane from its own seed.</summary>
    /// <param name="seeds">Each lane's init seed.</param>
    public void Initialise(IReadOnlyList<long> seeds)
    {
        if (_values is not null) throw new InvalidOperationException("The parameters are already initialised.");
        if (seeds.Count != Lanes) throw new ArgumentException($"{seeds.Count} seeds for {Lanes} lanes.", nameof(seeds));
        using var scope = NewDisposeScope(); // views of views would keep the rows alive

        using var rows = zeros(Lanes, RowLength, float32);
        var values = MemoryMarshal.Cast<byte, float>(rows.bytes);
        for (var lane = 0; lane < Lanes; lane++)
        {
            foreach (var parameter in _parameters)
            {
                var begin = (int)(lane * RowLength + parameter.Offset);
                var stream = new RandomStream(new(seeds[lane], RandomSource.Init, parameter.Index, Step: 0));
                parameter.Initialiser(stream, values.Slice(begin, (int)parameter.Count));
            }
        }

        _values = rows.to(Device, copy: true).DetachFromDisposeScope();
        _trained = _values.narrow(1, 0, _trainedLength).DetachFromDisposeScope();
        _gradients = zeros_like(_trained).DetachFromDisposeScope();
        foreach (var parameter in _parameters)
        {
            var (offset, shape) = (parameter.Offset, parameter.Shape);
            parameter.Value = BlockOf(_values, offset, shape).detach().requires_grad_().DetachFromDisposeScope();
            parameter.Gradient = BlockOf(_gradients, offset, shape).DetachFromDisposeScope();
        }

        foreach (var statistic in _statistics)
        {
            var offset = _trainedLength + statistic.Offset;
            statistic.Value = BlockOf(_values, offset, statistic.Shape).DetachFromDisposeScope();
            statistic.Value.fill_(statistic.Initial);
        }
    }

    /// <summary>
    /// Computes the gradients of the losses' sum; a mean would divide them by the number of lanes. Statistics that the
    /// forward pass wrote reach the rows now.
    /// </summary>
    /// <param name="losses">[lanes], from parameters that all had a part in it.</param>
    public void Backward(Tensor losses)
    {
        using var scope = NewDisposeScope();
        var gradients = autograd.grad([losses.sum()], [.. _parameters.Select(parameter => parameter.Value)]);
        for (var i = 0; i < _parameters.Count; i++) _parameters[i].Gradient.copy_(gradients[i]);
        foreach (var statistic in _statistics) statistic.Settle();
    }

    /// <summary>Stops a lane for good, because it diverged or ended: no optimiser changes its row any more.</summary>
    public void Freeze(int lane) => _frozen[lane] = true;

    public bool IsFrozen(int lane) => _frozen[lane];

    /// <summary>Passes a lane's parameters and statistics through.</summary>
    public void Exchange(int lane, LaneState state)
    {
        using var row = Values.select(0, lane);
        state.Tensor("parameters", row);
        _frozen[lane] = state.Flag("parameters.frozen", _frozen[lane]);
    }

    public void Dispose()
    {
        foreach (var parameter in _parameters) parameter.Dispose();
        foreach (var statistic in _statistics) statistic.Dispose();
        _trained?.Dispose();
        _values?.Dispose();
        _gradients?.Dispose();
    }

    private Tensor BlockOf(Tensor rows, long offset, IReadOnlyList<long> shape) =>
        rows.narrow(1, offset, shape.Aggregate(1L, (product, size) => product * size)).view([Lanes, .. shape]);

    private static long Aligned(long count) => (count + Alignment - 1) / Alignment * Alignment;

    private void ThrowIfInitialised(string what)
    {
        if (_values is not null) throw new InvalidOperationException($"{what} comes after {nameof(Initialise)}.");
    }

    private static InvalidOperationException NotInitialised() =>
        new($"{nameof(Initialise)} comes first.");
}
