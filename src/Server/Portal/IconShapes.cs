using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace TungNgo.Portal;

/// <summary>
/// The few icons of a public page are drawn into it: the console's sprite would be a request and 28 kB more on a line that has neither to spare.
/// </summary>
internal sealed partial class IconShapes(IWebHostEnvironment environment)
{
    private readonly Lazy<FrozenDictionary<string, string>> shapes = new(() =>
    {
        var file = environment.WebRootFileProvider.GetFileInfo("/lib/icons.svg");
        if (!file.Exists)
        {
            return FrozenDictionary<string, string>.Empty;
        }

        using var reader = new StreamReader(file.CreateReadStream());
        return Symbol().Matches(reader.ReadToEnd()).ToFrozenDictionary(m => m.Groups["id"].Value, m => m.Groups["shapes"].Value);
    });

    /// <summary>Null when the console's build did not find the name.</summary>
    public string? Find(string name) => shapes.Value.GetValueOrDefault(name);

    [GeneratedRegex("<symbol id=\"(?<id>[^\"]+)\"[^>]*>(?<shapes>.*?)</symbol>", RegexOptions.Singleline)]
    private static partial Regex Symbol();
}
