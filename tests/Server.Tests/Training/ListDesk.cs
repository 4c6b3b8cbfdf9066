using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using MiniExcelLibs;

namespace TungNgo.Tests.Training;

/// <summary>Lists of people as an officer sends them by the console, looks at them, answers and takes them.</summary>
internal static partial class ListDesk
{
    public const string Completions = "/training/completions";

    /// <summary>An xlsx of these rows, as they stand.</summary>
    public static byte[] Sheet(params object?[][] rows)
    {
        using var stream = new MemoryStream();
        var width = rows.Max(r => r.Length);
        stream.SaveAs(rows.Select(r => Enumerable.Range(0, width).ToDictionary(i => $"c{i}", i => i < r.Length ? r[i] : null)), printHeader: false);
        return stream.ToArray();
    }

    /// <returns>The page that looks at the list, or says why it cannot be read.</returns>
    public static async Task<string> LookAsync(this HttpClient officer, string path, byte[] list)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("send-list"), "_handler" }, { new StringContent(Officials.TokenOf(await officer.GetStringAsync(path))), "__RequestVerificationToken" },
        };
        var file = new ByteArrayContent(list);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "Form.File", "danh-sach.xlsx");
        using var answer = await officer.PostAsync(path, form);
        Assert.True((int)answer.StatusCode < 500, $"{answer.StatusCode}");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <param name="page">The page that looked at it.</param>
    /// <param name="answers">By the beginning of a question's key.</param>
    public static async Task<string> TakeAsync(this HttpClient officer, string path, string page, Dictionary<string, string>? answers = null, string step = "take")
    {
        var fields = new Dictionary<string, string>
        {
            ["_handler"] = "take-list", ["__RequestVerificationToken"] = Officials.TokenOf(await officer.GetStringAsync(path)), ["Take.File"] = File().Match(page).Groups[1].Value, ["Take.Step"] = step,
        };
        var keys = Key().Matches(page).Select(m => m.Groups[1].Value).ToList();
        for (var i = 0; i < keys.Count; i++)
        {
            fields[$"Take.Keys[{i}]"] = keys[i];
            fields[$"Take.Answers[{i}]"] = answers?.FirstOrDefault(a => keys[i].StartsWith(a.Key, StringComparison.Ordinal)).Value ?? "";
        }

        using var answer = await officer.PostAsync(path, new FormUrlEncodedContent(fields));
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>New, known, asked, not ours, nobody, not finished, unreadable.</summary>
    public static string Counts(string page) => Said().Match(page) is { Success: true } said ? string.Join(", ", Enumerable.Range(1, 7).Select(i => said.Groups[i].Value)) : "";

    public static int Questions(string page) => Key().Count(page);

    [GeneratedRegex("Mới (\\d+) · đã có (\\d+) · cần hỏi (\\d+) · không phải của mình (\\d+) · không thấy ai (\\d+) · chưa học xong (\\d+) · không đọc được (\\d+)")]
    private static partial Regex Said();

    [GeneratedRegex("name=\"Take.File\" value=\"([^\"]+)\"")]
    private static partial Regex File();

    [GeneratedRegex("name=\"Take.Keys\\[\\d+\\]\" value=\"([^\"]+)\"")]
    private static partial Regex Key();
}
