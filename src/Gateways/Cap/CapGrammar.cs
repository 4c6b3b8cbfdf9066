using static TungNgo.Gateways.Cap.CapRules;

namespace TungNgo.Gateways.Cap;

/// <summary>One element of CAP: how often it stands there, and either what may be written in it or which elements, in this order.</summary>
internal sealed record CapElement(string Name, bool Required, bool Many, CapRule? Rule, CapElement[] Children);

/// <summary>The elements of CAP 1.2 in the order of its schema.</summary>
internal static class CapGrammar
{
    public const string Namespace = "urn:oasis:names:tc:emergency:cap:1.2";

    public static readonly CapElement Alert = Group(
        "alert",
        Required("identifier", Name),
        Required("sender", Name),
        Required("sent", Time),
        Required("status", OneOf<CapStatus>()),
        Required("msgType", OneOf<CapMessageType>()),
        Optional("source"),
        Required("scope", OneOf<CapScope>()),
        Optional("restriction"),
        Optional("addresses"),
        Repeated("code"),
        Optional("note"),
        Optional("references", References),
        Optional("incidents"),
        Many(Group(
            "info",
            Optional("language", Language),
            Required("category", OneOf<CapCategory>()) with { Many = true },
            Required("event", Some),
            Repeated("responseType", OneOf<CapResponse>()),
            Required("urgency", OneOf<CapUrgency>()),
            Required("severity", OneOf<CapSeverity>()),
            Required("certainty", OneOf<CapCertainty>()),
            Optional("audience"),
            Pair("eventCode"),
            Optional("effective", Time),
            Optional("onset", Time),
            Optional("expires", Time),
            Optional("senderName"),
            Optional("headline"),
            Optional("description"),
            Optional("instruction"),
            Optional("web", Web),
            Optional("contact"),
            Pair("parameter"),
            Many(Group(
                "resource",
                Required("resourceDesc", Some),
                Required("mimeType", Some),
                Optional("size", Size),
                Optional("uri", Address),
                Optional("derefUri", Base64),
                Optional("digest", Digest))),
            Many(Group(
                "area",
                Required("areaDesc", Some),
                Repeated("polygon", Polygon),
                Repeated("circle", Circle),
                Pair("geocode"),
                Optional("altitude", Number),
                Optional("ceiling", Number))))));

    private static readonly HashSet<string> Names = [.. AllNames(Alert)];

    public static bool Knows(string name) => Names.Contains(name);

    private static CapElement Required(string name, CapRule rule) => new(name, Required: true, Many: false, rule, []);

    private static CapElement Optional(string name, CapRule? rule = null) => new(name, Required: false, Many: false, rule ?? Any, []);

    private static CapElement Repeated(string name, CapRule? rule = null) => new(name, Required: false, Many: true, rule ?? Any, []);

    private static CapElement Group(string name, params CapElement[] children) => new(name, Required: true, Many: false, Rule: null, children);

    private static CapElement Many(CapElement element) => element with { Required = false, Many = true };

    private static CapElement Pair(string name) => Many(Group(name, Required("valueName", Some), Required("value", Any)));

    private static IEnumerable<string> AllNames(CapElement element) => element.Children.SelectMany(AllNames).Prepend(element.Name);
}
