using System.Text.Json;
using SkiaSharp;

namespace TungNgo.Gateways.Cards;

/// <summary>Fonts and icons, embedded by the build of src/Console.</summary>
internal static class CardAssets
{
    private static readonly Lazy<(SKTypeface Regular, SKTypeface Bold)> LazyLatin = new(() => (Font("BeVietnamPro_500Medium.ttf"), Font("BeVietnamPro_700Bold.ttf")));
    private static readonly Lazy<(SKTypeface Regular, SKTypeface Bold)> LazyKhmer = new(() => (Font("NotoSansKhmer_500Medium.ttf"), Font("NotoSansKhmer_700Bold.ttf")));

    private static readonly Lazy<Dictionary<string, string>> Icons = new(() =>
    {
        using var file = Open("icons.json");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(file)!;
    });

    public static SKTypeface Latin(bool bold) => bold ? LazyLatin.Value.Bold : LazyLatin.Value.Regular;

    public static SKTypeface Khmer(bool bold) => bold ? LazyKhmer.Value.Bold : LazyKhmer.Value.Regular;

    /// <summary>The strokes of an icon in a square of 24; null when there is none of that name.</summary>
    public static SKPath? Icon(string name) => Icons.Value.TryGetValue(name, out var strokes) ? SKPath.ParseSvgPathData(strokes) : null;

    private static SKTypeface Font(string name)
    {
        using var file = Open(name);
        using var data = SKData.Create(file);
        return SKTypeface.FromData(data) ?? throw new InvalidDataException($"{name} is no font.");
    }

    private static Stream Open(string name) =>
        typeof(CardAssets).Assembly.GetManifestResourceStream($"cards/{name}")
        ?? throw new FileNotFoundException($"{name} is not in this build. Run npm run build in src/Console, then build again.");
}
