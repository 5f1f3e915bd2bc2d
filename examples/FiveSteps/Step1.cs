namespace FiveSteps;

using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>An ordinary training loop: one seed, one number.</summary>
public static class OrdinaryLoop
{
    /// <param name="path">Of <c>iris.csv</c>.</param>
    /// <returns>Share right of the flowers that it was not shown.</returns>
    public static double Run(string path)
    {
        var rows = File.ReadLines(path).Skip(1).Select(line => line.Split(',')).ToArray();
        var names = rows.Select(row => row[4]).Distinct().ToArray();
        var numbers = rows.SelectMany(row => row[..4]).Select(text => float.Parse(text, CultureInfo.InvariantCulture));
        var measures = tensor(numbers.ToArray(), [rows.Length, 4]);
        measures = (measures - measures.mean([0])) / measures.std(0);
        var species = tensor(rows.Select(row => (long)Array.IndexOf(names, row[4])).ToArray());

        manual_seed(1);
        var shuffled = randperm(rows.Length);
        var (training, test) = (shuffled.narrow(0, 0, 90), shuffled.narrow(0, 120, 30));
        using var model = nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Dropout(0.1), nn.Linear(16, 3));
        using var optimiser = optim.Adam(model.parameters(), lr: 0.01);
        for (var epoch = 0; epoch < 30; epoch++)
        {
            var order = training[randperm(90)];
            for (var first = 0; first < 90; first += 15)
            {
                using var scope = NewDisposeScope();
                var batch = order.narrow(0, first, 15);
                var loss = nn.functional.cross_entropy(model.forward(measures[batch]), species[batch]);
                optimiser.zero_grad();
                loss.backward();
                optimiser.step();
            }
        }

        model.eval();
        return model.forward(measures[test]).argmax(1).eq(species[test]).@float().mean().item<float>();
    }
}
