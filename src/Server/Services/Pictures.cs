using System.Collections.Frozen;

namespace TungNgo.Services;

/// <summary>The catalogue's drawings, embedded as SVG files; they use currentColor and carry no words, so they fit every language and theme.</summary>
internal static class Pictures
{
    private const string Folder = "pictures/";

    private static readonly FrozenDictionary<string, string> All = typeof(Pictures).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).ToFrozenDictionary(n => n[Folder.Length..], Read);

    public static IEnumerable<string> Names => All.Keys.Order(StringComparer.Ordinal);

    /// <summary>The SVG text of "phone.svg" (a folder before it does not matter), or null when there is none.</summary>
    public static string? Find(string name) => All.GetValueOrDefault(Path.GetFileName(name));

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(Pictures).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd().Trim();
    }
}
