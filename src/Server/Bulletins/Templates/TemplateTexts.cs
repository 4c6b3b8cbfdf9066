using System.Globalization;
using Fluid;
using TungNgo.Bulletins.Writing;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Bulletins.Templates;

/// <summary>
/// Fills templates. They are data that offices edit, so they run in a closed box: values are plain strings, nothing of the program or its
/// files can be named, and the number of steps is limited.
/// </summary>
internal static class TemplateTexts
{
    private const int MostText = 200;
    private static readonly FluidParser Parser = new Box();
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    public static Dictionary<string, BulletinTextInput> Fill(BulletinTemplate template, IReadOnlyDictionary<string, string> values)
    {
        Check(template.Fields, values);
        var review = template.NeedsReview.Split(',');
        return Texts.Languages.Where(l => template.Body.GetValueOrDefault(l) is { Length: > 0 }).ToDictionary(l => l, l => new BulletinTextInput(
            Render(template.Title, l, template.Fields, values), Render(template.Body, l, template.Fields, values), Render(template.Short, l, template.Fields, values), review.Contains(l)));
    }

    /// <summary>Refuses a template that cannot be read, or that names a field it does not have.</summary>
    public static void Prove(BulletinTemplate template)
    {
        var sample = template.Fields.ToDictionary(f => f.Code, f => f.Type switch
        {
            "number" => "4.2",
            "time" => "16:30",
            "day" => "2025-04-07",
            "choice" => f.Choices?.Keys.FirstOrDefault() ?? "",
            _ => "Long Phú",
        });
        foreach (var language in Texts.Languages)
        {
            Render(template.Title, language, template.Fields, sample);
            Render(template.Body, language, template.Fields, sample);
            Render(template.Short, language, template.Fields, sample);
        }
    }

    /// <summary>A value as the reader of a language reads it: "4,2", "16 giờ 30", "07/04/2025".</summary>
    public static string Show(TemplateField field, string value, string language) => field.Type switch
    {
        "number" when Number(value) is { } number => number.ToString("#,##0.##", Vietnamese),
        "time" when TimeOnly.TryParseExact(value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) => language switch
        {
            "vi" => time.Minute == 0 ? $"{time.Hour} giờ" : $"{time.Hour} giờ {time.Minute:00}",
            "km" => $"ម៉ោង {time:HH:mm}",
            _ => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        },
        "day" when Formats.DayOf(value) is { } day => Formats.Day(day),
        "choice" when field.Choices?.GetValueOrDefault(value) is { } words => words.GetValueOrDefault(language) is { Length: > 0 } said ? said : words.GetValueOrDefault("vi", value),
        _ => value,
    };

    private static void Check(List<TemplateField> fields, IReadOnlyDictionary<string, string> values)
    {
        foreach (var field in fields)
        {
            var value = values.GetValueOrDefault(field.Code)?.Trim() ?? "";
            FreeText.RefuseCitizenNumbers(value);
            var good = field.Type switch
            {
                "number" => Number(value) is not null,
                "time" => TimeOnly.TryParseExact(value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
                "day" => Formats.DayOf(value) is not null,
                "choice" => field.Choices?.ContainsKey(value) == true,
                _ => value.Length is > 0 and <= MostText,
            };
            if (!good)
            {
                throw new Refusal(Problems.BulletinField, field.Name.GetValueOrDefault("vi", field.Code));
            }
        }
    }

    private static string Render(Dictionary<string, string> texts, string language, List<TemplateField> fields, IReadOnlyDictionary<string, string> values)
    {
        if (texts.GetValueOrDefault(language) is not { Length: > 0 } text)
        {
            return "";
        }

        if (!Parser.TryParse(text, out var template, out var error))
        {
            throw new Refusal(Problems.TemplateUnreadable, $"{language}: {error}");
        }

        var context = new TemplateContext(new TemplateOptions { MaxSteps = 2000, MaxRecursion = 10, CultureInfo = Vietnamese, StrictVariables = true, StrictFilters = true });
        foreach (var field in fields)
        {
            context.SetValue(field.Code, Show(field, values.GetValueOrDefault(field.Code)?.Trim() ?? "", language));
        }

        try
        {
            return template.Render(context).Trim();
        }
        catch (Exception wrong) when (wrong is FluidException or InvalidOperationException)
        {
            throw new Refusal(Problems.TemplateUnreadable, $"{language}: {wrong.Message}");
        }
    }

    /// <summary>People type "4,2" and "4.2".</summary>
    private static decimal? Number(string value) =>
        decimal.TryParse(value.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1_000_000 ? number : null;

    /// <summary>Conditions and remarks; no loops, no files.</summary>
    private sealed class Box : FluidParser
    {
        public Box()
        {
            foreach (var tag in RegisteredTags.Keys.Except(["if", "unless", "case", "comment", "raw"]).ToList())
            {
                RegisteredTags.Remove(tag);
            }
        }
    }
}
