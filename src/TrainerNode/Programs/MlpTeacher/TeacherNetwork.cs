namespace Seedbed.TrainerNode.Programs.MlpTeacher;

using Seedbed.Training.Lanes;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// Three linear layers with ReLU between them, for each lane, beginning as <see cref="TeacherTask"/> says.
/// </summary>
internal sealed class TeacherNetwork
{
    private readonly LaneLinear _first;
    private readonly LaneLinear _second;
    private readonly LaneLinear _third;

    public TeacherNetwork(LaneParameters parameters, IReadOnlyList<long> seeds)
    {
        _first = new(parameters, "first", TeacherTask.Inputs, TeacherTask.Hidden);
        _second = new(parameters, "second", TeacherTask.Hidden, TeacherTask.Hidden);
        _third = new(parameters, "third", TeacherTask.Hidden, TeacherTask.Classes);
        parameters.Initialise(seeds);

        LaneLinear[] layers = [_first, _second, _third];
        for (var lane = 0; lane < seeds.Count; lane++)
        {
            foreach (var (number, layer) in layers.Index()) Begin(layer, lane, seeds[lane], 2 * number);
        }
    }

    /// <param name="x">[lanes, rows, inputs]</param>
    /// <returns>[lanes, rows, classes]</returns>
    public Tensor Forward(Tensor x) => _third.Forward(_second.Forward(_first.Forward(x).relu()).relu());

    private static void Begin(LaneLinear layer, int lane, long seed, int index)
    {
        using var scope = NewDisposeScope();
        var (inputs, outputs) = (layer.Weight.Shape[0], layer.Weight.Shape[1]);
        layer.Weight.Write(lane, TeacherTask.InitialParameter(seed, index, outputs, inputs).t());
        layer.Bias.Write(lane, TeacherTask.InitialParameter(seed, index + 1, outputs).unsqueeze(0));
    }
}
