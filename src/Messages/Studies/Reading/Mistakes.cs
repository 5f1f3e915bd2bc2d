namespace Seedbed.Messages.Studies.Reading;

using Seedbed.Messages.Http;

/// <summary>Collects what is wrong with a study file.</summary>
internal sealed class Mistakes
{
    private readonly List<Mistake> found = [];

    public int Count => found.Count;

    public void At(YamlNode place, string message) => found.Add(new(place.Line, place.Column, place.Path, message));

    public void At(int line, int column, string message) => found.Add(new(line, column, "", message));

    /// <summary>A mistake that stands nowhere in the file.</summary>
    public void Outside(string path, string message) => found.Add(new(0, 0, path, message));

    /// <summary>By line and column, the first <see cref="StudyLimits.Mistakes"/> of them.</summary>
    public IReadOnlyList<Mistake> InOrder()
    {
        Mistake[] ordered = [.. found.OrderBy(mistake => (mistake.Line, mistake.Column))];
        if (ordered.Length <= StudyLimits.Mistakes) return ordered;

        var more = $"{ordered.Length - StudyLimits.Mistakes} more mistakes are not listed.";
        return [.. ordered.Take(StudyLimits.Mistakes), ordered[^1] with { Path = "", Message = more }];
    }
}
