namespace Seedbed.TrainerNode.Tests.Programs.Own;

using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Seedbed.TrainerNode.Programs;
using Seedbed.TrainerNode.Programs.Own;
using Seedbed.Training.Programs;
using Xunit;

public sealed class OwnProgramsTests : IDisposable
{
    private const string Solo = """
        public sealed class Alone : SoloProgram
        {
            protected override ProgramDescription Describe() => new()
            {
                Name = "alone", Version = "1", Summary = "Alone.", Parameters = [], Metrics = [],
            };

            protected override ISoloTraining Begin(SoloJob job) => throw new NotSupportedException();
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("seedbed-own-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Programs_of_a_file_train_beside_the_built_in_ones()
    {
        var path = CompiledProgram.Write(_folder, "Mine", CompiledProgram.Program() + Solo);

        var all = OwnPrograms.AddTo(BuiltInPrograms.All, [path, path]);

        Assert.Equal(BuiltInPrograms.All.Count + 2, all.Count);
        Assert.Equal(all.OrderBy(program => program.Description.Name, StringComparer.Ordinal), all);
        var sample = all.Single(program => program.Description.Name == "sample");
        Assert.Equal(1, RecordedLane.Train(sample, [new(Seeds.Of(1))])[0].Finals!["value"]);
        Assert.Matches("^[0-9a-f]{64}$", sample.Description.ContentHash);
        Assert.All(BuiltInPrograms.All, program => Assert.Null(program.Description.ContentHash));
    }

    [Fact]
    public void The_same_build_is_the_same_program_wherever_it_lies_and_whatever_lies_beside_it()
    {
        var here = CompiledProgram.Write(Path.Combine(_folder, "here"), "Mine", CompiledProgram.Program());
        var there = CompiledProgram.Write(Path.Combine(_folder, "there"), "Mine", CompiledProgram.Program());
        CompiledProgram.Write(Path.Combine(_folder, "there"), "Stranger", "");
        var other = CompiledProgram.Write(
            Path.Combine(_folder, "other"), "Mine", CompiledProgram.Program(advance: "throw new Exception();"));

        Assert.Equal(HashOf(here), HashOf(there));
        Assert.NotEqual(HashOf(here), HashOf(other));
    }

    [Fact]
    public void A_program_has_its_own_dependencies_and_they_are_part_of_its_build()
    {
        var (one, two) = (WithDependency("one"), WithDependency("two"));

        Assert.Equal("one", Only(one).Description.Summary);
        Assert.Equal("two", Only(two).Description.Summary);
        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(two));
        Assert.NotEqual(HashOf(one), HashOf(two));
    }

    [Fact]
    public void A_build_in_mid_run_changes_nothing_that_was_loaded()
    {
        const string throws = "throw new InvalidOperationException(Word.Text);";
        var loaded = Only(WithDependency("before", "here", CompiledProgram.Program(advance: throws)));
        WithDependency("after", "here");

        var thrown = Assert.Throws<InvalidOperationException>(
            () => RecordedLane.Train(loaded, [new(Seeds.Of(1))]));
        Assert.Equal("before", thrown.Message);
    }

    [Theory]
    [InlineData("no program in it", "public sealed class Nothing;")]
    [InlineData("Hidden is not such a class", "sealed class Hidden : ITrainingProgram { BODY }")]
    [InlineData("Wanting is not such a class", "public sealed class Wanting(int x) : ITrainingProgram { BODY }")]
    public void A_file_without_a_program_is_told_what_a_program_is(string told, string source)
    {
        const string body =
            "public ProgramDescription Description => null; public ITrainingSession Start(Pack pack) => null;";
        var path = CompiledProgram.Write(
            _folder, "Mine", source.Replace("BODY", body, StringComparison.Ordinal) + "class Uses { Pack p; }");

        AssertMistake(path, told, "ITrainingProgram");
    }

    [Fact]
    public void What_is_no_file_and_what_is_no_assembly_is_said()
    {
        var text = Path.Combine(_folder, "text.dll");
        File.WriteAllText(text, "text");

        AssertMistake(Path.Combine(_folder, "absent.dll"), "there is no such file");
        AssertMistake(text, "not a .NET assembly");
        AssertMistake(
            CompiledProgram.Write(_folder, "Other", "public class Other;"), "does not reference Seedbed.Training");
    }

    [Fact]
    public void A_name_is_given_once()
    {
        var taken = CompiledProgram.Write(_folder, "Taken", CompiledProgram.Program(name: "no-op"));
        var twice = CompiledProgram.Write(
            _folder, "Twice", CompiledProgram.Program() + CompiledProgram.Program(type: "Zwilling"));

        AssertMistake(taken, "Sample calls itself 'no-op', as a built-in program does");
        AssertMistake(twice, "Zwilling calls itself 'sample', as Sample of");
    }

    [Theory]
    [InlineData("constructor threw ArithmeticException: No.", "throw new ArithmeticException(\"No.\");", "0")]
    [InlineData("Description threw IndexOutOfRangeException", "", "(new int[0])[0]")]
    public void What_a_program_throws_is_told_with_its_type(string told, string constructor, string summary) =>
        AssertMistake(
            CompiledProgram.Write(
                _folder, "Mine",
                CompiledProgram.Program(constructor: constructor, summary: $"({summary}).ToString()")),
            $"Sample: its {told}");

    [Fact]
    public void A_description_that_names_a_metric_twice_is_a_mistake()
    {
        const string again = "new(\"value\", MetricScope.Curve, MetricDirection.None, null, null, \"\")";
        var path = CompiledProgram.Write(
            _folder, "Mine",
            CompiledProgram.Program().Replace("Metrics = [", $"Metrics = [{again}, ", StringComparison.Ordinal));

        AssertMistake(path, "Sample: its Description has the metric 'value' twice");
    }

    [Fact]
    public void A_dependency_that_does_not_lie_beside_it_is_named()
    {
        var path = WithDependency("one");
        File.Delete(Path.Combine(Path.GetDirectoryName(path)!, "Words.dll"));

        AssertMistake(path, "needs Words", "EnableDynamicLoading");
    }

    [Fact]
    public void A_file_built_against_another_major_version_is_refused()
    {
        var path = CompiledProgram.Write(_folder, "Mine", CompiledProgram.Program());
        var image = File.ReadAllBytes(path);
        using (var portable = new PEReader(new MemoryStream(image)))
        {
            var metadata = portable.GetMetadataReader();
            var row = metadata.AssemblyReferences.ToList().FindIndex(handle =>
                metadata.GetString(metadata.GetAssemblyReference(handle).Name) == "Seedbed.Training");
            var major = portable.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef)
                + row * metadata.GetTableRowSize(TableIndex.AssemblyRef); // ECMA-335 II.22.5: the row's first column
            image[major] = 9;
        }

        File.WriteAllBytes(path, image);

        AssertMistake(path, "built against Seedbed.Training 9.", "this trainer has");
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var mistaken = Assert.Throws<ProgramMistakesException>(
            () => OwnPrograms.AddTo([], [Path.Combine(_folder, "a.dll"), Path.Combine(_folder, "b.dll")]));

        Assert.Equal(2, mistaken.Mistakes.Count);
    }

    private static void AssertMistake(string path, params IReadOnlyList<string> told)
    {
        var mistaken = Assert.Throws<ProgramMistakesException>(() => OwnPrograms.AddTo(BuiltInPrograms.All, [path]));
        var mistake = Assert.Single(mistaken.Mistakes);
        Assert.StartsWith($"{path}: ", mistake, StringComparison.Ordinal);
        Assert.All(told, part => Assert.Contains(part, mistake, StringComparison.Ordinal));
    }

    /// <summary>A program that says what the assembly Words beside it says.</summary>
    private string WithDependency(string word, string? folder = null, string? program = null)
    {
        var beside = Path.Combine(_folder, folder ?? word);
        var words = CompiledProgram.Write(
            beside, "Words", $"public static class Word {{ public static string Text => \"{word}\"; }}");
        return CompiledProgram.Write(
            beside, "Mine", program ?? CompiledProgram.Program(summary: "Word.Text"), words);
    }

    private static ITrainingProgram Only(string path) => OwnPrograms.AddTo([], [path]).Single();

    private static string? HashOf(string path) => Only(path).Description.ContentHash;
}
