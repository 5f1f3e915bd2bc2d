namespace Seedbed.Analysis;

/// <summary>The scores of a cell by the position of their seed; costs nothing before the first.</summary>
/// <param name="seeds">How many there are.</param>
internal sealed class CellScores(int seeds)
{
    private Score?[]? _scores;

    /// <summary>Null while the job is open.</summary>
    public Score? this[int seed] => _scores?[seed];

    public void Set(int seed, Score score) => (_scores ??= new Score?[seeds])[seed] = score;
}
