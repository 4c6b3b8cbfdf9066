using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TungNgo.Areas;
using TungNgo.Households.Import.Reading;
using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Households.Import.Job;

/// <summary>What a list would do or did: counts, every kind of problem with examples by place, questions that wait for an answer.</summary>
public sealed class ImportReport
{
    /// <summary>Examples kept of each kind; the counts are complete, and refused rows are complete in the file that is given back.</summary>
    private const int MostExamples = 200;
    private const int MostQuestions = 500;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public int Rows { get; set; }
    public int Households { get; set; }
    public int People { get; set; }
    public int Added { get; set; }
    public int Updated { get; set; }
    public int Unchanged { get; set; }

    /// <summary>Households not taken, for any reason.</summary>
    public int Refused { get; set; }
    public int Repeated { get; set; }
    public int NewLanes { get; set; }
    public int PeopleAdded { get; set; }

    /// <summary>Fields of the list that differ from what was corrected by hand since; the hand wins.</summary>
    public int KeptByHand { get; set; }
    public List<ReportSheet> Sheets { get; set; } = [];
    public Dictionary<CellProblem, int> ProblemCounts { get; set; } = [];
    public List<RowProblem> Problems { get; set; } = [];
    public Dictionary<SkipReason, int> SkippedCounts { get; set; } = [];
    public List<SkippedRow> Skipped { get; set; } = [];
    public Dictionary<string, HamletQuestion> Hamlets { get; set; } = [];
    public List<DoubleQuestion> Doubles { get; set; } = [];

    /// <summary>The first households as they would stand in the register, to be looked at before they do.</summary>
    public List<SampleHousehold> Samples { get; set; } = [];

    /// <summary>Columns of which a third, or more, cannot be read as what they are taken for.</summary>
    [JsonIgnore]
    public IEnumerable<(ReportSheet Sheet, ReportColumn Column)> Failing => Sheets.SelectMany(s => s.Columns.Where(c => c.Fails).Select(c => (s, c)));

    /// <summary>Seconds of the whole run.</summary>
    public double Seconds { get; set; }

    public void Add(RowProblem problem)
    {
        var count = ProblemCounts[problem.Problem] = ProblemCounts.GetValueOrDefault(problem.Problem) + 1;
        if (count <= MostExamples)
        {
            Problems.Add(problem);
        }
    }

    public void Add(SkippedRow row)
    {
        Repeated += row.Reason == SkipReason.Repeated ? 1 : 0;
        var count = SkippedCounts[row.Reason] = SkippedCounts.GetValueOrDefault(row.Reason) + 1;
        if (count <= MostExamples)
        {
            Skipped.Add(row);
        }
    }

    internal void Ask(string key, string spelling, string? commune, HamletMatch match, int row)
    {
        if (!Hamlets.TryGetValue(key, out var question) && Hamlets.Count < MostQuestions)
        {
            Hamlets[key] = question = new HamletQuestion(spelling, commune, [.. match.Candidates.Select(c => c.Id)], row);
        }

        if (question is not null)
        {
            question.Households++;
        }
    }

    public void Ask(DoubleQuestion question)
    {
        if (Doubles.Count < MostQuestions)
        {
            Doubles.Add(question);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static ImportReport FromJson(string? json) => json is null ? new() : JsonSerializer.Deserialize<ImportReport>(json, Json)!;
}

/// <summary>A sheet with the header found in it and what each column is taken for.</summary>
public sealed record ReportSheet(string Name, string Signature, int HeaderRow, ListLayout Layout, List<ReportColumn> Columns)
{
    /// <summary>Text in fonts of before Unicode, which is changed once an officer has looked at it.</summary>
    public List<FontQuestion> Fonts { get; init; } = [];
}

/// <param name="Samples">The first values below the title, to judge the mapping by.</param>
public sealed record ReportColumn(string Title, ListField Field, double Confidence, List<string> Samples)
{
    /// <summary>Fewer cells are read by a person, not reckoned.</summary>
    private const int Fewest = 3;

    /// <summary>Cells that hold something.</summary>
    public int Filled { get; set; }

    /// <summary>Of these so many say nothing that can be kept.</summary>
    public int Failed { get; set; }

    [JsonIgnore]
    public bool Fails => Failed >= Fewest && Failed * 3 >= Filled;
}

/// <summary>Text of one form in one old font.</summary>
/// <param name="Key">Key of the answer in <see cref="ImportJob.Answers"/>: yes or no.</param>
/// <param name="Columns">Titles of the columns in it.</param>
public sealed record FontQuestion(string Key, LegacyFont Font, List<string> Columns, List<FontSample> Samples);

/// <summary>What a cell holds, and what was meant.</summary>
public sealed record FontSample(string Before, string After);

/// <summary>A household as it would be taken.</summary>
/// <param name="HamletId">Null as long as its hamlet is a question.</param>
public sealed record SampleHousehold(string Place, string Head, Guid? HamletId, string Hamlet, string? Lane, string? Phone, int? Size, string? Language, string? Note, List<SamplePerson> People);

public sealed record SamplePerson(string Name, int? BirthYear, string? Sex, string? Relation);

/// <summary>A spelling that is asked once, however many rows hold it.</summary>
/// <param name="Candidates">Ids of likely hamlets, best first.</param>
public sealed record HamletQuestion(string Spelling, string? Commune, List<Guid> Candidates, int FirstRow)
{
    public int Households { get; set; }
}

/// <summary>A household of the list that may be one of the register (or an earlier row of the list).</summary>
/// <param name="Key">Key of the answer in <see cref="ImportJob.Answers"/>.</param>
/// <param name="Known">The household it may be.</param>
/// <param name="EarlierRow">Set when the other one stands in the same file.</param>
public sealed record DoubleQuestion(string Key, string Place, string Head, string Detail, Guid Known, string? EarlierRow);
