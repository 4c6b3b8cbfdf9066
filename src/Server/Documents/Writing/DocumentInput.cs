using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Documents.Writing;

/// <summary>A document as its form states it.</summary>
/// <param name="AreaId">The unit of a document that speaks of no single team.</param>
/// <param name="Typed">What the form says in a field.</param>
internal sealed record DocumentInput(DocumentKind Kind, Guid? TeamId, Guid? AreaId, Func<string, string?> Typed)
{
    public const string Number = "number", Day = "day", Issuer = "issuer", Subject = "subject", Form = "form", SignerTitle = "signer-title",
        Signer = "signer", Recipients = "recipients";

    private readonly List<(string Field, Refusal Refusal)> problems = [];

    /// <summary>All that is wrong with it, each with the id of its field.</summary>
    public IReadOnlyList<(string Field, Refusal Refusal)> Problems => problems;

    /// <returns>Null when something is wrong.</returns>
    public (DocumentHeading Heading, DocumentData Data)? Read(Guid area)
    {
        problems.Clear();
        var day = Formats.DayOf(Typed(Day));
        if (day is not { Year: >= 2000 and < 2100 })
        {
            problems.Add((Day, new Refusal(Web.Problems.DocumentDay)));
        }

        var heading = new DocumentHeading(
            area, day ?? DateOnly.MinValue, Line(Subject, "documents.subject", 300, needed: true),
            Enum.TryParse<SignForm>(Typed(Form), out var form) && Enum.IsDefined(form) ? form : SignForm.Self,
            Line(SignerTitle, "documents.signer-title", 80, needed: true), Line(Signer, "documents.signer", 80, needed: true),
            Line(Number, "documents.number", 40) is { Length: > 0 } number ? number : null,
            Line(Issuer, "documents.issuer", 120) is { Length: > 0 } issuer ? issuer : null, Lines(Recipients, "documents.recipients", 1000));
        var data = new DocumentData();
        foreach (var field in Kind.Typed)
        {
            if (field.Shape == FieldShape.Value)
            {
                data.With(field.Name, Line(field.Name, field.Label, field.Most, field.Needed));
            }
            else
            {
                data.Paragraphs(field.Name, Lines(field.Name, field.Label, field.Most, field.Needed));
            }
        }

        return problems.Count == 0 ? (heading, data) : null;
    }

    private string Line(string field, string label, int most, bool needed = false) =>
        Tidy(field, label, needed, () => FreeText.Line(Typed(field), most, label));

    private string Lines(string field, string label, int most, bool needed = false) =>
        Tidy(field, label, needed, () => FreeText.Lines(Typed(field), most, label));

    private string Tidy(string field, string label, bool needed, Func<string?> read)
    {
        try
        {
            if (read() is { } text)
            {
                return text;
            }

            if (needed)
            {
                problems.Add((field, new Refusal(Web.Problems.DocumentNeeded, new TextKey(label))));
            }
        }
        catch (Refusal refusal)
        {
            problems.Add((field, refusal));
        }

        return "";
    }
}
