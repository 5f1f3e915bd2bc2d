namespace Seedbed.Cli.Tests.Running;

using Seedbed.Cli.Api;
using Seedbed.Cli.Running;
using Seedbed.Messages.Http;
using Spectre.Console;
using Spectre.Console.Rendering;
using Xunit;

public class ChangeConsentTests
{
    private static readonly ChangesNotAcceptedException Refused = new(
        "stress", new([new("program", "sequence-classifier 1", "sequence-classifier 2")], Results: 20, NewJobs: 25));

    [Theory]
    [InlineData("y", true)]
    [InlineData("n", false)]
    [InlineData("", false)]
    public async Task On_a_terminal_somebody_is_told_what_changed_and_asked(string typed, bool isGiven)
    {
        using var terminal = new TypedTerminal(typed);

        Assert.Equal(isGiven, await new ChangeConsent(isGiven: false, terminal).AskAsync(Refused, default));

        Assert.Contains("program: sequence-classifier 1 → sequence-", terminal.Shown, StringComparison.Ordinal);
        Assert.Contains("20 results would be kept apart", terminal.Shown, StringComparison.Ordinal);
        Assert.Contains("Begin it anew?", terminal.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_nobody_agrees() =>
        Assert.False(await new ChangeConsent(isGiven: false, terminal: null).AskAsync(Refused, default));

    /// <summary>A terminal at which somebody types one line.</summary>
    private sealed class TypedTerminal : IAnsiConsole, IAnsiConsoleInput, IDisposable
    {
        private readonly StringWriter _shown = new();
        private readonly IAnsiConsole _console;
        private readonly Queue<ConsoleKeyInfo> _keys;

        public TypedTerminal(string typed)
        {
            _console = AnsiConsole.Create(new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                Interactive = InteractionSupport.Yes,
                Out = new AnsiConsoleOutput(_shown),
            });
            _console.Profile.Width = 120;
            _keys = new([
                .. typed.Select(key => new ConsoleKeyInfo(
                    key, Enum.Parse<ConsoleKey>($"{key}", ignoreCase: true), false, false, false)),
                new('\r', ConsoleKey.Enter, false, false, false),
            ]);
        }

        public string Shown => _shown.ToString();

        public Profile Profile => _console.Profile;

        public IAnsiConsoleCursor Cursor => _console.Cursor;

        public IAnsiConsoleInput Input => this;

        public IExclusivityMode ExclusivityMode => _console.ExclusivityMode;

        public RenderPipeline Pipeline => _console.Pipeline;

        public void Dispose() => _shown.Dispose();

        public void Clear(bool home) => _console.Clear(home);

        public void Write(IRenderable renderable) => _console.Write(renderable);

        public void WriteAnsi(Action<AnsiWriter> action) => _console.WriteAnsi(action);

        public bool IsKeyAvailable() => _keys.Count > 0;

        public ConsoleKeyInfo? ReadKey(bool intercept) => _keys.Dequeue();

        public Task<ConsoleKeyInfo?> ReadKeyAsync(bool intercept, CancellationToken cancellationToken) =>
            Task.FromResult(ReadKey(intercept));
    }
}
