using System.Text.Encodings.Web;
using System.Text.Json;

namespace TungNgo.Documents;

/// <summary>
/// What a document says, ready to be printed: values by name, tables as rows of values, flags. Nothing in it is computed again when it is printed, so that
/// a document of 2024 says for ever what it said then.
/// </summary>
internal sealed record DocumentData
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public SortedDictionary<string, string> Fields { get; init; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, List<SortedDictionary<string, string>>> Tables { get; init; } = new(StringComparer.Ordinal);
    public SortedSet<string> Flags { get; init; } = new(StringComparer.Ordinal);

    public static DocumentData Of(string json) => JsonSerializer.Deserialize<DocumentData>(json, Options) ?? new();

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string table) => Tables.TryGetValue(table, out var rows) ? rows : [];

    public DocumentData With(string name, string? value)
    {
        Fields[name] = value ?? "";
        return this;
    }

    public DocumentData Flag(string name, bool holds)
    {
        if (holds)
        {
            Flags.Add(name);
        }

        return this;
    }

    public DocumentData Row(string table, params ReadOnlySpan<(string Column, string? Value)> cells)
    {
        var row = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (column, value) in cells)
        {
            row[column] = value ?? "";
        }

        (Tables.TryGetValue(table, out var rows) ? rows : Tables[table] = []).Add(row);
        return this;
    }

    /// <summary>A text of several paragraphs as a table of one column: each becomes a paragraph that looks as the template's.</summary>
    public DocumentData Paragraphs(string table, string? text)
    {
        Tables[table] = [];
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            Row(table, (DocumentFields.Paragraph, line));
        }

        return this;
    }

    /// <summary>The text of such a table again.</summary>
    public string TextOf(string table) => string.Join('\n', Rows(table).Select(r => r.GetValueOrDefault(DocumentFields.Paragraph, "")));

    /// <summary>Everything of another one; its values win.</summary>
    public DocumentData Joined(DocumentData other)
    {
        foreach (var (name, value) in other.Fields)
        {
            Fields[name] = value;
        }

        foreach (var (name, rows) in other.Tables)
        {
            Tables[name] = rows;
        }

        Flags.UnionWith(other.Flags);
        return this;
    }
}
