using TungNgo.Web;

namespace TungNgo.Services;

/// <summary>A service as its form sends it. The form mapper writes null where the browser sent none.</summary>
public sealed class ServiceInput
{
    public string? Code { get; set; }
    public ServiceKind Kind { get; set; }
    public ServiceSubject Subject { get; set; }
    public int? FromAge { get; set; }
    public Dictionary<string, string> Name { get; set => field = value ?? []; } = [];
    public Dictionary<string, string> Short { get; set => field = value ?? []; } = [];
    public Dictionary<string, string> Definition { get; set => field = value ?? []; } = [];
    public string? Icon { get; set; }
    public int Order { get; set; }
    public bool Active { get; set; }

    /// <summary>A line for each: code | Vietnamese | Khmer | English.</summary>
    public string? Blockers { get; set; }

    internal static ServiceInput Of(Service service) => new()
    {
        Name = service.Name, Short = service.Short, Definition = service.Definition, Icon = service.Icon, Order = service.Order, Active = service.Active,
        Blockers = string.Join('\n', service.Blockers.Select(b => string.Join(" | ", [b.Code, .. Texts.Languages.Select(l => b.Name.GetValueOrDefault(l, ""))]))),
    };

    public ServiceEdit ToEdit() => new(
        Clean(Name), Clean(Short), Clean(Definition), Icon ?? "", Order, Active,
        [.. (Blockers ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Blocker)]);

    private static ServiceBlocker Blocker(string line)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        return new ServiceBlocker(parts[0], Texts.Languages.Zip(parts.Skip(1)).Where(p => p.Second.Length > 0).ToDictionary(p => p.First, p => p.Second));
    }

    private static Dictionary<string, string> Clean(Dictionary<string, string> texts) => texts.ToDictionary(t => t.Key, t => (t.Value ?? "").ReplaceLineEndings("\n").Trim());
}
