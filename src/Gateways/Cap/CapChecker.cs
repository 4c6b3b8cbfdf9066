using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace TungNgo.Gateways.Cap;

/// <summary>Walks a document along the grammar and collects everything that is wrong with it.</summary>
internal sealed class CapChecker
{
    // Whoever sends rubbish is not answered with a megabyte of it.
    private const int MostProblems = 100;

    private const string Signatures = "http://www.w3.org/2000/09/xmldsig#";
    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";
    private readonly List<CapProblem> problems = [];

    public static IReadOnlyList<CapProblem> Check(XElement alert)
    {
        var checker = new CapChecker();
        checker.Walk(alert, CapGrammar.Alert, "/alert");
        if (checker.problems.Count == 0)
        {
            checker.CheckTogether(alert);
        }

        return checker.problems;
    }

    private void Walk(XElement element, CapElement grammar, string path)
    {
        foreach (var attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration && attribute.Name.NamespaceName != SchemaInstance))
        {
            Add(CapFault.Attribute, attribute, $"{path}/@{attribute.Name.LocalName}", "");
        }

        if (grammar.Rule is { } rule)
        {
            if (element.Elements().FirstOrDefault() is { } inner)
            {
                Add(CapFault.Mixed, inner, path, inner.Name.LocalName);
            }
            else if (rule(element.Value) is var (fault, detail))
            {
                Add(fault, element, path, detail);
            }

            return;
        }

        if (element.Nodes().OfType<XText>().FirstOrDefault(text => !string.IsNullOrWhiteSpace(text.Value)) is { } stray)
        {
            Add(CapFault.Mixed, stray, path, stray.Value.Trim());
        }

        WalkChildren(element, grammar, path);
    }

    private void WalkChildren(XElement element, CapElement grammar, string path)
    {
        var seen = new int[grammar.Children.Length];
        var reached = 0;
        foreach (var child in element.Elements())
        {
            var name = child.Name.LocalName;
            if (child.Name.NamespaceName == Signatures && grammar == CapGrammar.Alert)
            {
                reached = grammar.Children.Length;
                continue;
            }

            var place = child.Name.NamespaceName == CapGrammar.Namespace ? Array.FindIndex(grammar.Children, known => known.Name == name) : -1;
            if (place < 0)
            {
                Add(child.Name.NamespaceName == CapGrammar.Namespace && CapGrammar.Knows(name) ? CapFault.Misplaced : CapFault.Unknown, child, $"{path}/{name}", "");
                continue;
            }

            var known = grammar.Children[place];
            seen[place]++;
            var childPath = known.Many ? string.Create(CultureInfo.InvariantCulture, $"{path}/{name}[{seen[place]}]") : $"{path}/{name}";
            if (!known.Many && seen[place] > 1)
            {
                Add(CapFault.Repeated, child, childPath, "");
            }
            else if (place < reached)
            {
                Add(CapFault.Misplaced, child, childPath, "");
            }

            reached = Math.Max(reached, place);
            Walk(child, known, childPath);
        }

        for (var place = 0; place < seen.Length; place++)
        {
            if (seen[place] == 0 && grammar.Children[place].Required)
            {
                Add(CapFault.Missing, element, $"{path}/{grammar.Children[place].Name}", "");
            }
        }
    }

    /// <summary>What hangs together: CAP 1.2 §3.2.1 (msgType, scope) and §3.2.4 (ceiling).</summary>
    private void CheckTogether(XElement alert)
    {
        string Value(string name) => alert.Element(alert.Name.Namespace + name)?.Value.Trim() ?? "";
        void Need(string name, bool needed)
        {
            if (needed && Value(name).Length == 0)
            {
                Add(CapFault.Missing, alert.Element(alert.Name.Namespace + name) ?? alert, $"/alert/{name}", "");
            }
        }

        Need("references", Value("msgType") != nameof(CapMessageType.Alert));
        Need("restriction", Value("scope") == nameof(CapScope.Restricted));
        Need("addresses", Value("scope") == nameof(CapScope.Private));
        var infos = alert.Elements(alert.Name.Namespace + "info").ToList();
        for (var info = 0; info < infos.Count; info++)
        {
            var areas = infos[info].Elements(alert.Name.Namespace + "area").ToList();
            for (var area = 0; area < areas.Count; area++)
            {
                if (areas[area].Element(alert.Name.Namespace + "ceiling") is { } ceiling && areas[area].Element(alert.Name.Namespace + "altitude") is null)
                {
                    Add(CapFault.Missing, ceiling, string.Create(CultureInfo.InvariantCulture, $"/alert/info[{info + 1}]/area[{area + 1}]/altitude"), "");
                }
            }
        }
    }

    private void Add(CapFault fault, IXmlLineInfo place, string path, string detail)
    {
        if (problems.Count < MostProblems)
        {
            problems.Add(new CapProblem(fault, place.LineNumber, place.LinePosition, path, detail));
        }
    }
}
