namespace Seedbed.Cli.Tests.Processes;

using Xunit;

/// <summary>A test that sends signals and finds processes through <c>/proc</c>.</summary>
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux()) Skip = "Finds processes through /proc.";
    }
}
