using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace TungNgo.Tests;

/// <summary>One file of the server that uses something of another place.</summary>
/// <param name="From">Place of the file.</param>
/// <param name="To">Place of what it uses.</param>
internal sealed record Arrow(string From, string To, string File, string Used);

/// <summary>
/// Reads the server's sources and says which place uses which: by using directives, by qualified names, and by the names of types, since a
/// page sees much through _Imports.razor, and a sub-folder all that stands above it.
/// </summary>
internal sealed partial class Arrows
{
    private readonly IReadOnlyList<string> places;
    private readonly List<SourceFile> files;

    /// <summary>Types by name and namespace, with the place of the file that declares them.</summary>
    private readonly FrozenDictionary<string, Dictionary<string, string>> types;

    /// <summary>Place by namespace; "TungNgo" itself has none, since its few files have places of their own.</summary>
    private readonly FrozenDictionary<string, string> namespaces;

    /// <param name="places">Paths of folders or files below src/Server. The longest that fits is a file's place.</param>
    public Arrows(IReadOnlyList<string> places)
    {
        this.places = places;
        files = [.. Source.Server(".cs", ".razor").Where(f => !f.Path.EndsWith("_Imports.razor", StringComparison.Ordinal)).Select(f => new SourceFile(f.Path, f.Text))];
        types = files.SelectMany(f => f.Types().Select(t => (Type: t, File: f))).GroupBy(t => t.Type)
            .ToFrozenDictionary(g => g.Key, g => g.DistinctBy(t => t.File.Namespace).ToDictionary(t => t.File.Namespace, t => PlaceOf(t.File.Path) ?? ""));
        namespaces = files.Where(f => f.Namespace.Contains('.', StringComparison.Ordinal)).DistinctBy(f => f.Namespace).ToFrozenDictionary(f => f.Namespace, f => PlaceOf(f.Path) ?? "");
    }

    /// <summary>Files that lie in no place.</summary>
    public IEnumerable<string> Homeless => files.Where(f => PlaceOf(f.Path) is null).Select(f => f.Path);

    public IReadOnlyList<Arrow> All() => [.. files.SelectMany(Of).Where(a => a.From != a.To).Distinct()];

    private string? PlaceOf(string path) => places.Where(p => path == p || path.StartsWith(p + "/", StringComparison.Ordinal)).MaxBy(p => p.Length);

    private IEnumerable<Arrow> Of(SourceFile file)
    {
        var from = PlaceOf(file.Path) ?? "";
        foreach (var named in file.Usings.Where(namespaces.ContainsKey))
        {
            yield return new(from, namespaces[named], file.Path, named);
        }

        foreach (Match name in Qualified().Matches(file.Code))
        {
            // "Proof.Recount" is found below the file's own namespace or below one above it.
            if (types.TryGetValue(name.Groups["type"].Value, out var declared)
                && file.Enclosing().Select(e => $"{e}.{name.Groups["space"].Value}").FirstOrDefault(declared.ContainsKey) is { } space)
            {
                yield return new(from, declared[space], file.Path, name.Value);
            }
        }

        // Nearest first, as the compiler looks.
        var seen = file.Seen().ToList();
        foreach (var word in file.Words)
        {
            if (types.TryGetValue(word, out var declared) && seen.Find(declared.ContainsKey) is { } space)
            {
                yield return new(from, declared[space], file.Path, word);
            }
        }
    }

    // "Web.Refusal" or "TungNgo.Web.Refusal", but not "scope.Services.Get…".
    [GeneratedRegex(@"(?<![\w.])(?:TungNgo\.)?(?<space>[A-Z]\w+(?:\.[A-Z]\w+)*?)\.(?<type>[A-Z]\w+)")]
    private static partial Regex Qualified();

    private sealed partial class SourceFile
    {
        private readonly bool isPage;

        public SourceFile(string path, string text)
        {
            Path = path;
            isPage = path.EndsWith(".razor", StringComparison.Ordinal);
            Namespace = !isPage && DeclaredNamespace().Match(text) is { Success: true } declared ? declared.Groups[1].Value : NamespaceOf(System.IO.Path.GetDirectoryName(path)!);
            Usings = [.. Using().Matches(text).Select(m => m.Groups[1].Value)];
            Code = Asides().Replace(text, m => m.Value.StartsWith('"') ? "\"\"" : "");
            Text = text;
            Words = Word().Matches(Using().Replace(Code, "")).Select(m => m.Value).ToHashSet();
        }

        public string Path { get; }
        public string Namespace { get; }
        public string Text { get; }

        /// <summary>Without comments; of C# also without what stands in strings.</summary>
        public string Code { get; }
        public IReadOnlyList<string> Usings { get; }
        public IReadOnlySet<string> Words { get; }

        public IEnumerable<string> Types() => isPage ? [System.IO.Path.GetFileNameWithoutExtension(Path)] : Declared().Matches(Text).Select(m => m.Groups[1].Value);

        /// <summary>The file's namespace and those above it.</summary>
        public IEnumerable<string> Enclosing()
        {
            for (var space = Namespace; space.Length > 0; space = space.Contains('.', StringComparison.Ordinal) ? space[..space.LastIndexOf('.')] : "")
            {
                yield return space;
            }
        }

        /// <summary>Namespaces whose types the file sees without naming them.</summary>
        public IEnumerable<string> Seen() => isPage ? Enclosing().Concat(Imported(System.IO.Path.GetDirectoryName(Path)!)) : Enclosing();

        private static IEnumerable<string> Imported(string folder)
        {
            var root = System.IO.Path.Combine(Source.Root, "src", "Server");
            for (var at = folder; ; at = System.IO.Path.GetDirectoryName(at)!)
            {
                var imports = System.IO.Path.Combine(root, at, "_Imports.razor");
                foreach (var named in File.Exists(imports) ? Using().Matches(File.ReadAllText(imports)).Select(m => m.Groups[1].Value) : [])
                {
                    yield return named;
                }

                if (at.Length == 0)
                {
                    yield break;
                }
            }
        }

        private static string NamespaceOf(string folder) => string.Join('.', folder.Split('/', StringSplitOptions.RemoveEmptyEntries).Prepend("TungNgo"));

        [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
        private static partial Regex DeclaredNamespace();

        [GeneratedRegex(@"^@?using (?:static )?(?:\w+ = )?(TungNgo[\w.]*);?\s*$", RegexOptions.Multiline)]
        private static partial Regex Using();

        // Strings of C# only: in a page a name may stand in an attribute, and it is code.
        [GeneratedRegex(@"//[^\n]*|@\*.*?\*@|/\*.*?\*/|(?<![=\w]|Name|Text)""(?:\\.|[^""\\\n])*""", RegexOptions.Singleline)]
        private static partial Regex Asides();

        [GeneratedRegex(@"^(?:public |internal )?(?:static |sealed |abstract |readonly |partial |ref )*(?:class|record struct|record class|record|struct|interface|enum|delegate \S+)\s+([A-Z]\w+)", RegexOptions.Multiline)]
        private static partial Regex Declared();

        [GeneratedRegex(@"(?<![\w.@])[A-Z]\w+")]
        private static partial Regex Word();
    }
}
