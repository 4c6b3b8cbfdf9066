namespace TungNgo.Lists;

/// <summary>A passing file of this machine, readable by nobody else; deleted when disposed.</summary>
internal sealed class LocalCopy : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "tungngo-" + System.IO.Path.GetRandomFileName());

    public FileStream Create()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(Path, options);
    }

    /// <summary>The content; the copy goes when the stream is closed.</summary>
    public FileStream OpenLast() => new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);

    public void Dispose() => File.Delete(Path);
}
