namespace TungNgo.Services;

/// <summary>The catalogue's drawings, embedded as SVG files.</summary>
internal static class Pictures
{
    /// <summary>The SVG text of "phone.svg" (a folder before it does not matter), or null when there is none.</summary>
    public static string? Find(string name)
    {
        var assembly = typeof(Pictures).Assembly;
        var file = Path.GetFileNameWithoutExtension(name);
        using var stream = assembly.GetManifestResourceStream($"pictures/{file}.svg");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
