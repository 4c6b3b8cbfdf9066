using System.Net;
using System.Text.RegularExpressions;
using TungNgo.Households.Import.Desk;

namespace TungNgo.Tests.Truth;

/// <summary>Deeds in the register itself: a household written down at the desk, several marked at once, a list that was taken back read again.</summary>
internal sealed partial class Telling
{
    private async Task<int> AddAtDeskAsync(Act act)
    {
        var living = land.Living.ToList();
        var (id, hamlet, head, language) = (Guid.CreateVersion7(), living[act.A % living.Count], PersonName(), Languages[act.B % Languages.Length]);
        var fields = new Dictionary<string, string> { ["id"] = $"{id}", ["head"] = head, ["language"] = language ?? "", ["sure"] = "1" };
        // A form that is sent twice adds one.
        for (var times = act.C % 2; times >= 0; times--)
        {
            Assert.True(await SubmitAsync($"/households/add?hamlet={hamlet}", "add", fields));
        }

        var home = new Home(id, head, land.Today, hamlet, language, null) { ByHand = ++order };
        Homes.Add(home);
        await LearnPeopleAsync(home, null);
        return land.Today;
    }

    private async Task<int> AssignAsync(Act act)
    {
        if (OpenHomes is not { Count: > 0 } open)
        {
            return int.MaxValue;
        }

        var (marked, language) = (open.Skip(act.A % open.Count).Take(1 + (act.B % 3)).ToList(), Languages[1 + (act.C % 3)]!);
        var officer = await land.OfficerAsync();
        var token = Officials.TokenOf(await officer.GetStringAsync("/households"));
        var form = marked.Select(h => ("id", $"{h.Id}")).Concat([("language", language), ("_handler", "assign"), ("__RequestVerificationToken", token)]);
        using (var answer = await officer.PostAsync("/households", new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Item1, f.Item2)))))
        {
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        }

        var changed = marked.Where(h => h.Language.Now != language).ToList();
        foreach (var home in changed)
        {
            (home.ByHand, home.LanguageByHand) = (++order, true);
            home.Language.Set(land.Now, order, language);
        }

        return changed.Count > 0 ? land.Today : int.MaxValue;
    }

    private async Task<int> ReadListAgainAsync(Act act)
    {
        // A list's file stays for a week.
        if (lists.Where(l => l.LeftNothingIn is { } hamlet && land.Living.Contains(hamlet) && land.Now < l.TakenAt.AddDays(6)).ToList() is not { Count: > 0 } gone)
        {
            return int.MaxValue;
        }

        var list = gone[act.A % gone.Count];
        var hamlet = list.LeftNothingIn!.Value;
        list.LeftNothingIn = null;
        var again = await ReadAgainAsync(list);
        // Who presses twice reads it once.
        Assert.Equal(again, await ReadAgainAsync(list));
        var preview = await (await land.OfficerAsync()).GetAsync($"/api/imports/{again}").ReadAsync<ImportAnswer>();
        return await LearnHomesAsync(await TakeAsync(preview, list.Csv), hamlet);
    }

    /// <summary>A list that is read and not taken leaves nothing.</summary>
    private async Task<int> DiscardListAsync()
    {
        var preview = await UploadAsync($"Mã hộ,Họ tên chủ hộ,Ấp\nL{++names},{PersonName()},{NameOf(land.Living.First())}\n");
        Assert.True(await SubmitAsync($"/households/import/{preview.Id}", "discard", []));
        using var gone = await (await land.OfficerAsync()).GetAsync($"/api/imports/{preview.Id}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        return int.MaxValue;
    }

    private async Task<Guid> ReadAgainAsync(List list)
    {
        using var answer = await (await land.OfficerAsync()).SubmitAsync($"/households/import/{list.Id}", "again", []);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return Guid.Parse(Id().Match($"{answer.Headers.Location}").Value);
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Id();
}
