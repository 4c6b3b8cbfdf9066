using TungNgo.Data;
using TungNgo.Households.Import.Job;
using TungNgo.Households.Import.Reading;
using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Households.Import.Taking;

/// <summary>What an officer looks at before a list is taken: values of each column, how many of them can be read, and the first households that come of it.</summary>
internal sealed class ListSamples(ImportReport report)
{
    private const int Households = 5, Values = 3;
    private readonly List<SampleHousehold> unanswered = [];

    public static ReportSheet SheetOf(SheetStarted sheet)
    {
        var fields = sheet.Mapping.Fields;
        ListField FieldOf(int column) => column < fields.Length ? fields[column] : ListField.Ignore;
        return new(
            sheet.Header.Sheet, sheet.Header.Signature, sheet.Header.FirstRow, sheet.Mapping.Layout,
            // What an officer once chose is not the title's doing.
            [.. sheet.Header.Columns.Select((c, i) => new ReportColumn(c.Title, FieldOf(i), FieldOf(i) == c.Field ? c.Confidence : 0, []))])
        {
            Fonts =
            [
                .. sheet.Header.Columns.Where(c => c.Font != LegacyFont.None && FieldOf(c.Index) is not (ListField.Ignore or ListField.RowNumber)).GroupBy(c => c.Font)
                    .Select(g => new FontQuestion(
                        ListChoices.FontKey(sheet.Header.Signature, g.Key), g.Key, [.. g.Select(c => c.Title)],
                        [.. g.SelectMany(c => c.FontSamples).Take(Values * 2).Select(s => new FontSample(s.Before, s.After))])),
            ],
        };
    }

    /// <summary>Counts what the household's rows hold and what of it cannot be kept.</summary>
    public static void Count(ReportSheet sheet, ReadHousehold household)
    {
        foreach (var row in household.Rows)
        {
            for (var i = 0; i < Math.Min(sheet.Columns.Count, row.Cells.Length); i++)
            {
                if (!row.Cells[i].IsBlank)
                {
                    sheet.Columns[i].Filled++;
                    if (sheet.Columns[i].Samples.Count < Values)
                    {
                        sheet.Columns[i].Samples.Add(FreeText.Shown(IdentityGuard.Masked(row.Cells[i]), 40));
                    }
                }
            }
        }

        foreach (var problem in household.Problems.Where(p => p.Column >= 0 && p.Column < sheet.Columns.Count && p.Cell.Length > 0 && SaysNothing(p.Problem)))
        {
            sheet.Columns[problem.Column].Failed++;
        }
    }

    public void Look(ReadHousehold household)
    {
        var list = !household.IsRefused ? report.Samples : household.Problems.TrueForAll(p => p.Weight != Weight.Refused || p.Problem == CellProblem.FontUnanswered) ? unanswered : null;
        if (list?.Count < Households)
        {
            list.Add(new(
                (household.Sheet.Length > 0 ? household.Sheet + "!" : "") + household.Row, household.Head, household.HamletId, household.HamletText, household.Lane, household.Phone,
                household.Size, household.Language, household.NoteWithMarks, [.. household.People.Select(p => new SamplePerson(p.Name, p.BirthYear, p.Sex, p.Relation))]));
        }
    }

    /// <summary>Where nothing can be taken before a font is agreed to, what would be taken then.</summary>
    public void Finish()
    {
        if (report.Samples.Count == 0)
        {
            report.Samples = unanswered;
        }
    }

    /// <summary>The cell is not what its column is taken for; other problems are of the row, or of what the cell may not hold.</summary>
    private static bool SaysNothing(CellProblem problem) => RowProblem.WeightOf(problem) != Weight.Repaired
        && problem is not (CellProblem.IdentityNumber or CellProblem.PersonRepeated or CellProblem.HeadTwice or CellProblem.HamletsDiffer or CellProblem.CodeMissing or CellProblem.HamletMissing
            or CellProblem.NameMissing or CellProblem.PhoneTwoNumbers or CellProblem.PhoneOldPrefix or CellProblem.PersonDead or CellProblem.LanguageUnknown);
}
