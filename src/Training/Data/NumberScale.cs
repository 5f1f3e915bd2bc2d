namespace Seedbed.Training.Data;

/// <summary>
/// Where the values of one numeric column lie in the training part; missing values count for nothing.
/// </summary>
/// <param name="Name">The column's name; of a number in a vector with its place: <c>pixels[3]</c>.</param>
/// <param name="Mean">Arithmetic mean; 0 if there is no value.</param>
/// <param name="Deviation">
/// Standard deviation of the training part as a population, √(Σ (x − mean)² / n); 1 where it is 0 or there is no
/// value, so that (x − mean) / deviation is always a number.
/// </param>
public sealed record NumberScale(string Name, double Mean, double Deviation)
{
    /// <param name="training">Values of the training rows, NaN where one is missing.</param>
    public static NumberScale Of(string name, IEnumerable<float> training)
    {
        double[] present = [.. training.Where(value => !float.IsNaN(value)).Select(value => (double)value)];
        if (present.Length == 0) return new(name, 0, 1);

        var mean = present.Average();
        var deviation = Math.Sqrt(present.Average(value => (value - mean) * (value - mean)));
        return new(name, mean, deviation > 0 ? deviation : 1);
    }
}
