using System.Globalization;
using System.Text.RegularExpressions;

namespace TungNgo.Lists.Cells;

/// <summary>Years of birth, out of dates, Excel serials, years and remarks. Only the year is kept: the day serves no purpose here.</summary>
internal static partial class BirthCell
{
    private const int OldestAge = 115;

    public static Understood<int?> Read(SheetCell cell, int thisYear)
    {
        if (cell.IsBlank || Ditto.IsNothing(cell))
        {
            return default;
        }

        if (cell.IsError)
        {
            return new(null, CellProblem.ErrorInCell);
        }

        if (cell.Date is { } date)
        {
            return Checked(date.Year, thisYear);
        }

        if (cell.Number is { } number)
        {
            return FromNumber(number, thisYear, CellProblem.None);
        }

        // The time of day is of the spreadsheet's making.
        var text = TextCells.Narrow(cell.Display);
        text = text.Contains(':', StringComparison.Ordinal) ? TimeOfDay().Replace(text, "") : text;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var written))
        {
            return FromNumber(written, thisYear, CellProblem.None);
        }

        if (DayMonthYear().Match(text) is { Success: true } dmy)
        {
            var year = dmy.Groups["y"].Value;
            return year.Length == 2
                ? new(null, CellProblem.BirthTwoDigits, Century(int.Parse(year, CultureInfo.InvariantCulture), thisYear))
                : IsUnknownDay(dmy) ? Picked(year, thisYear)
                : Plausible(dmy) ? Checked(int.Parse(year, CultureInfo.InvariantCulture), thisYear) : new(null, CellProblem.BirthImpossible, year);
        }

        if (YearMonthDay().Match(text) is { Success: true } ymd)
        {
            return Checked(int.Parse(ymd.Groups["y"].Value, CultureInfo.InvariantCulture), thisYear);
        }

        // "khoảng 1950", "SN 1962": one year and no other number.
        var years = Year().Matches(text);
        if (years.Count == 1 && text.Count(char.IsAsciiDigit) == 4)
        {
            return Picked(years[0].Value, thisYear);
        }

        // "ngày 12 tháng 3 năm 1962".
        if (WrittenOut().Match(text) is { Success: true } spelt)
        {
            return Checked(int.Parse(spelt.Groups["y"].Value, CultureInfo.InvariantCulture), thisYear);
        }

        return new(null, CellProblem.BirthUnreadable);
    }

    private static Understood<int?> Picked(string written, int thisYear)
    {
        var year = Checked(int.Parse(written, CultureInfo.InvariantCulture), thisYear);
        return year.Problem == CellProblem.None ? year with { Problem = CellProblem.BirthYearPicked, Suggestion = written } : year;
    }

    /// <summary>"00/00/1975": the year alone is known.</summary>
    private static bool IsUnknownDay(Match match) => match.Groups["a"].Value.Trim('0').Length == 0 || (match.Groups["b"] is { Success: true, Value: var month } && month.Trim('0').Length == 0);

    private static Understood<int?> FromNumber(double number, int thisYear, CellProblem problem)
    {
        if (number != Math.Floor(number))
        {
            // A serial with a time of day.
            return number is > 1_000 and < 60_000 ? FromNumber(Math.Floor(number), thisYear, problem) : new(null, CellProblem.BirthUnreadable);
        }

        return number switch
        {
            >= 1_800 and <= 2_200 => Checked((int)number, thisYear),
            // Excel days of 1909–2064; years are four digits, so the two cannot be confused.
            >= 3_300 and < 60_000 when DateTime.FromOADate(number).Year is var year && year <= thisYear =>
                Checked(year, thisYear) with { Problem = CellProblem.BirthFromSerial, Suggestion = year.ToString(CultureInfo.InvariantCulture) },
            >= 18_000_101 and <= 22_001_231 => Checked((int)number / 10_000, thisYear),
            >= 0 and < 100 => new(null, CellProblem.BirthTwoDigits, Century((int)number, thisYear)),
            _ => new(null, CellProblem.BirthImpossible),
        };
    }

    private static Understood<int?> Checked(int year, int thisYear) =>
        year > thisYear || year < thisYear - OldestAge ? new(null, CellProblem.BirthImpossible) : new(year);

    /// <summary>A day that no calendar has makes the year doubtful too. Month first is accepted: the year does not depend on it.</summary>
    private static bool Plausible(Match match)
    {
        var a = int.Parse(match.Groups["a"].Value, CultureInfo.InvariantCulture);
        var b = match.Groups["b"].Success ? int.Parse(match.Groups["b"].Value, CultureInfo.InvariantCulture) : 1;
        return a is >= 1 and <= 31 && b is >= 1 and <= 31 && (a <= 12 || b <= 12);
    }

    private static string Century(int year, int thisYear) =>
        (year <= thisYear % 100 ? $"20{year:00} / 19{year:00}" : $"19{year:00}");

    [GeneratedRegex(@"^(?<a>\d{1,2})\s*[/.\-\s]\s*(?:(?<b>\d{1,2})\s*[/.\-\s]\s*)?(?<y>\d{4}|\d{2})$")]
    private static partial Regex DayMonthYear();

    [GeneratedRegex(@"^(?<y>\d{4})[/.\-]\d{1,2}[/.\-]\d{1,2}(?:[T ].*)?$")]
    private static partial Regex YearMonthDay();

    [GeneratedRegex(@"(?<=\d)[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*(?:AM|PM|SA|CH))?Z?$", RegexOptions.IgnoreCase)]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"^(?:sinh\s+)?ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+(?<y>\d{4})$", RegexOptions.IgnoreCase)]
    private static partial Regex WrittenOut();

    [GeneratedRegex(@"(?<!\d)(?:19|20)\d{2}(?!\d)")]
    private static partial Regex Year();
}
