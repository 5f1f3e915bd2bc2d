namespace Seedbed.Messages.Tests.Studies;

using System.Text;
using CsCheck;
using Seedbed.Messages.Studies;
using Xunit;

/// <summary>What a study file may not be as YAML, and that no bytes whatever do more than make mistakes.</summary>
public sealed class YamlTreeTests : IDisposable
{
    private readonly Workshop workshop = new();

    public void Dispose() => workshop.Dispose();

    [Theory]
    [InlineData("", 1, 1, "The file is empty.")]
    [InlineData("# nothing\n", 1, 1, "The file is empty.")]
    [InlineData("stress", 1, 1, "Expected a study file: a table of names and values, found 'stress'.")]
    [InlineData("a: [1\nb: 2\n", 1, 4, "This is not YAML: a bracket, brace or quote from here on is not closed.")]
    [InlineData(
        "name: 'stress\n", 1, 7, "This is not YAML: While scanning a quoted scalar, found unexpected end of stream.")]
    [InlineData("%YAML 9.9\n---\nname: x\n", 1, 1, "This is not YAML: Found incompatible YAML document.")]
    [InlineData("a: [[[[[[[[1]]]]]]]]\n", 1, 11, "Lists and tables lie at most 8 deep within each other.")]
    public void What_cannot_be_read_at_all_is_the_only_mistake(string text, int line, int column, string message)
    {
        var mistake = Assert.Single(workshop.Read(text).Mistakes);

        Assert.Equal((line, column, message), (mistake.Line, mistake.Column, mistake.Message));
    }

    [Theory]
    [InlineData("name: &n plain", 1, 7, "Anchors (&) and aliases (*) are not read")]
    [InlineData("name: *n", 1, 7, "Anchors (&) and aliases (*) are not read")]
    [InlineData("name: !!str plain", 1, 7, "Tags (!) are not read")]
    [InlineData("name: plain\n? [a]\n: 1", 2, 3, "Expected a name before the colon, found a list.")]
    public void The_rest_of_the_file_is_still_checked(string start, int line, int column, string message)
    {
        var mistakes = workshop.Read(Workshop.Plain.Replace("name: plain", start).Replace("points: 10", "points: x")).Mistakes;

        Assert.Equal(2, mistakes.Count);
        Assert.Equal((line, column), (mistakes[0].Line, mistakes[0].Column));
        Assert.StartsWith(message, mistakes[0].Message);
        Assert.Equal("configs.one.points", mistakes[1].Path);
    }

    [Fact]
    public void A_second_document()
    {
        var mistake = Assert.Single(workshop.Read(Workshop.Plain + "---\nname: other\n").Mistakes);

        Assert.Equal(
            (6, 1, "A study file is one YAML document; another one begins here."),
            (mistake.Line, mistake.Column, mistake.Message));
    }

    [Fact]
    public void A_text_that_is_too_long() =>
        Assert.Equal(
            "A text has at most 1024 characters.",
            Assert.Single(workshop.Read(Workshop.Plain.Replace("plain", new string('a', 1025))).Mistakes).Message);

    [Fact]
    public void A_file_that_is_too_large()
    {
        var comment = new string('ä', StudyLimits.FileBytes / 2);

        Assert.Equal(
            "The file has 49,220 bytes; a study file has at most 49,152.",
            Assert.Single(workshop.Read($"{Workshop.Plain}#{comment}").Mistakes).Message);
    }

    [Fact]
    public void Safety_no_mutation_of_a_valid_file_throws_and_each_has_either_a_study_or_mistakes()
    {
        var valid = Encoding.UTF8.GetBytes(Workshop.Stress + "grid: { shift: [1, 2] }\nselect: best val.loss\n");
        var yaml = Encoding.UTF8.GetBytes("{}[]:,#&*!|>'\"%@`-? \n\t\\0~");
        var edit = Gen.Select(
            Gen.Int[0, 2], Gen.Int[0, valid.Length - 1],
            Gen.OneOf(Gen.Byte, Gen.Int[0, yaml.Length - 1].Select(index => yaml[index])));

        edit.Array[1, 8].Sample(edits =>
        {
            var bytes = valid.ToList();
            foreach (var (kind, at, value) in edits)
            {
                var place = Math.Min(at, bytes.Count - 1);
                if (kind == 0) bytes[place] = value;
                else if (kind == 1) bytes.Insert(place, value);
                else bytes.RemoveRange(place, Math.Min(value, bytes.Count - place - 1));
            }

            var reading = workshop.Read(Encoding.UTF8.GetString([.. bytes]));

            Assert.Equal(reading.Specification is null, reading.Mistakes.Count > 0);
        }, iter: 1_000);
    }

    [Fact]
    public void Safety_no_text_whatever_throws() =>
        Gen.String.Sample(text => Assert.NotEmpty(workshop.Read(text).Mistakes), iter: 1_000);
}
