namespace TungNgo.Tests;

/// <summary>The source tree, for tests that hold rules about the code itself.</summary>
internal static class Source
{
    public static string Root { get; } = Find();

    /// <summary>Server files (path from src/Server with '/', text) of these kinds, migrations left out.</summary>
    public static IEnumerable<(string Path, string Text)> Server(params string[] extensions) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src", "Server"), "*", SearchOption.AllDirectories)
            .Select(f => (Full: f, Path: Path.GetRelativePath(Path.Combine(Root, "src", "Server"), f).Replace('\\', '/')))
            .Where(f => extensions.Contains(Path.GetExtension(f.Path)) && !f.Path.Contains("/Migrations/", StringComparison.Ordinal) && !f.Path.StartsWith("wwwroot/", StringComparison.Ordinal))
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => (f.Path, File.ReadAllText(f.Full)));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TungNgo.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests must run inside the source tree.");
        }

        return folder.FullName;
    }
}
