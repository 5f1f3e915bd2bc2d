namespace Seedbed.Messages.Studies.Reading;

using System.Text;
using Seedbed.Data;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

/// <summary>
/// Reads the plain part of YAML that studies are written in: tables, lists and texts of one document, without anchors,
/// aliases and tags, bounded in size and depth.
/// </summary>
internal sealed class YamlTree
{
    private readonly Parser parser;
    private readonly Mistakes mistakes;

    private YamlTree(string text, Mistakes mistakes)
    {
        parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        this.mistakes = mistakes;
    }

    /// <summary>
    /// The document as a tree; null if it cannot be read to its end or holds nothing. The mistakes say why.
    /// </summary>
    public static YamlNode? Read(string text, Mistakes mistakes)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > StudyLimits.FileBytes)
        {
            mistakes.Outside("",
                $"The file has {Wording.Number(bytes)} bytes; a study file has at most "
                + $"{Wording.Number(StudyLimits.FileBytes)}.");
            return null;
        }

        var tree = new YamlTree(text, mistakes);
        try
        {
            return tree.Document();
        }
        catch (YamlException broken)
        {
            mistakes.At((int)broken.Start.Line, (int)broken.Start.Column, $"This is not YAML: {broken.Message}");
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet's scanner throws this for a key after a bracket that is still open.
            var (line, column) = tree.Position;
            mistakes.At(line, column, "This is not YAML: a bracket, brace or quote from here on is not closed.");
        }
        catch (TooDeepException)
        {
            var (line, column) = tree.Position;
            mistakes.At(line, column, $"Lists and tables lie at most {StudyLimits.Nesting} deep within each other.");
        }

        return null;
    }

    private (int Line, int Column) Position =>
        parser.Current is { } last ? ((int)last.Start.Line, (int)last.Start.Column) : (1, 1);

    private YamlNode? Document()
    {
        Next();   // the stream's start
        if (Next() is StreamEnd)
        {
            mistakes.At(1, 1, "The file is empty.");
            return null;
        }

        var root = Node(Next(), "", depth: 0);
        Next();   // the document's end
        if (Next() is not StreamEnd)
            mistakes.At(Position.Line, Position.Column, "A study file is one YAML document; another one begins here.");
        return root;
    }

    private ParsingEvent Next() =>
        parser.MoveNext() && parser.Current is { } next ? next : throw new YamlException("The file ends too early.");

    private YamlNode Node(ParsingEvent start, string path, int depth)
    {
        var (line, column) = ((int)start.Start.Line, (int)start.Start.Column);
        CheckPlain(start, line, column);
        switch (start)
        {
            case Scalar { Value.Length: > StudyLimits.TextLength }:
                mistakes.At(line, column, $"A text has at most {StudyLimits.TextLength} characters.");
                return new YamlUnusable(line, column, path);
            case Scalar scalar:
                return new YamlText(line, column, path, scalar.Value, scalar.Style is ScalarStyle.Plain);
            case SequenceStart:
                return new YamlList(line, column, path, Items(path, Deeper(depth)));
            case MappingStart:
                return new YamlTable(line, column, path, Entries(path, Deeper(depth)));
            default:
                return new YamlUnusable(line, column, path);
        }
    }

    private void CheckPlain(ParsingEvent start, int line, int column)
    {
        if (start is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
            mistakes.At(
                line, column,
                "Anchors (&) and aliases (*) are not read: write the values out, or put them into 'base'.");
        if (start is NodeEvent { Tag.IsEmpty: false })
            mistakes.At(line, column, "Tags (!) are not read: leave it out.");
    }

    private List<YamlNode> Items(string path, int depth)
    {
        var items = new List<YamlNode>();
        for (var next = Next(); next is not SequenceEnd; next = Next())
            items.Add(Node(next, $"{path}[{items.Count}]", depth));
        return items;
    }

    private List<YamlEntry> Entries(string path, int depth)
    {
        var entries = new List<YamlEntry>();
        for (var next = Next(); next is not MappingEnd; next = Next())
        {
            var key = Node(next, path, depth);
            if (key is YamlText text)
            {
                var keyPath = path.Length == 0 ? text.Text : $"{path}.{text.Text}";
                entries.Add(new(text with { Path = keyPath }, Node(Next(), keyPath, depth)));
            }
            else
            {
                if (key is not YamlUnusable) mistakes.At(key, YamlWording.Expected("a name before the colon", key));
                Node(Next(), path, depth);
            }
        }

        return entries;
    }

    private static int Deeper(int depth) => depth < StudyLimits.Nesting ? depth + 1 : throw new TooDeepException();

    private sealed class TooDeepException : Exception;
}
