namespace Seedbed.Training.Lanes;

/// <summary>Makes the rows of a matrix orthogonal, or its columns where there are fewer of them.</summary>
internal static class OrthogonalVectors
{
    /// <param name="matrix">Row-major, of full rank.</param>
    /// <param name="length">What each vector has in the end.</param>
    internal static void Of(Span<float> matrix, int rows, int columns, double length)
    {
        var (count, size) = rows <= columns ? (rows, columns) : (columns, rows);
        var (next, within) = rows <= columns ? (columns, 1) : (1, columns);
        var vectors = new double[count][];
        for (var i = 0; i < count; i++)
        {
            vectors[i] = new double[size];
            for (var k = 0; k < size; k++) vectors[i][k] = matrix[i * next + k * within];
            TakeAway(vectors[i], vectors.AsSpan(0, i));
            TakeAway(vectors[i], vectors.AsSpan(0, i));    // the second time removes what rounding left
            Scale(vectors[i], 1);
            for (var k = 0; k < size; k++) matrix[i * next + k * within] = (float)(length * vectors[i][k]);
        }
    }

    /// <summary>
    /// Modified Gram–Schmidt: removes from a vector its part along each of the unit vectors before it.
    /// </summary>
    private static void TakeAway(double[] vector, ReadOnlySpan<double[]> before)
    {
        foreach (var unit in before)
        {
            var along = Product(vector, unit);
            for (var k = 0; k < vector.Length; k++) vector[k] -= along * unit[k];
        }
    }

    private static void Scale(double[] vector, double length)
    {
        var factor = length / Math.Sqrt(Product(vector, vector));
        for (var k = 0; k < vector.Length; k++) vector[k] *= factor;
    }

    private static double Product(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var k = 0; k < a.Length; k++) sum += a[k] * b[k];
        return sum;
    }
}
