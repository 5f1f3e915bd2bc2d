namespace Seedbed.Coordinator.Hosting;

using System.Globalization;
using Seedbed.Coordinator.Journal;

/// <summary>
/// The directory that holds all a coordinator knows.
/// It belongs to one process at a time, from construction to disposal.
/// </summary>
public sealed class StateDirectory : IDisposable
{
    private readonly string _path;
    private readonly FileStream _lock;

    /// <summary>Creates the directory where absent and takes it.</summary>
    /// <exception cref="StateUnusableException">Another coordinator has it, or it cannot be written to.</exception>
    public StateDirectory(string path)
    {
        _path = path;
        try
        {
            Directory.CreateDirectory(path);
            _lock = Take();
            File.WriteAllText(HolderFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StateUnusableException($"The state directory {path} cannot be used: {refused.Message}", refused);
        }
    }

    public JournalFiles Journal => JournalFiles.In(_path);

    public string Store => Path.Combine(_path, "store");

    /// <summary>For contents that lie elsewhere, while they are needed here.</summary>
    public string StoreCopies => Path.Combine(_path, "store-copies");

    public string Log => Path.Combine(_path, "coordinator.log");

    /// <summary>
    /// Names the process that has the directory, for people: the lock itself cannot be read while it is held.
    /// </summary>
    private string HolderFile => Path.Combine(_path, "coordinator.pid");

    public void Dispose()
    {
        File.Delete(HolderFile);
        _lock.Dispose();
    }

    private FileStream Take()
    {
        try
        {
            return new(
                Path.Combine(_path, "coordinator.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held)
        {
            var holder = File.Exists(HolderFile) ? $"process {File.ReadAllText(HolderFile)}" : "another process";
            throw new StateUnusableException(
                $"The state directory {_path} is in use by {holder}. "
                + "One coordinator uses it at a time: stop that one, or name another --state.",
                held);
        }
    }
}

/// <summary>The state directory cannot be used, so the coordinator cannot start.</summary>
public sealed class StateUnusableException(string message, Exception cause) : Exception(message, cause);
