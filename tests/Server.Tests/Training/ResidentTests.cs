using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Training;

namespace TungNgo.Tests.Training;

/// <summary>A class for residents: who came stands on a list of names, and whoever finished and wants one gets the same certificate as members do.</summary>
public sealed class ResidentTests : IAsyncLifetime
{
    private TestServer server = null!;
    private Village village = null!;
    private HttpClient officer = null!;
    private HttpClient approver = null!;
    private Guid id;

    private string Residents => $"/training/classes/{id}/residents";

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(ClassDesk.Before);
        village = await Village.BuildAsync(server);
        officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        approver = await server.OfficialAsync(Role.CommuneApprover, village.CommuneId);
        id = await officer.NewClassAsync(village.CommuneId, new() { ["audience"] = $"{(int)ClassAudience.Residents}", ["seats"] = "3" });
        Assert.Equal("", await officer.MoveAsync(id, "open"));
    }

    public async ValueTask DisposeAsync()
    {
        officer.Dispose();
        approver.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Who_finished_and_wants_one_gets_a_certificate_that_anybody_can_check_and_that_can_be_taken_back()
    {
        Assert.Equal(0, await server.WithDbAsync(db => db.ClassSeats.CountAsync()));
        Assert.Contains("Mời bà con dự lớp", WebUtility.HtmlDecode(await officer.GetStringAsync($"/training/classes/{id}")), StringComparison.Ordinal);
        var (wants, wantsNone) = (await AddAsync("Thạch Thị Sa Mết"), await AddAsync("Danh Phương"));
        // Before it has begun nobody has finished it: the form is not there.
        Assert.NotEqual("", await officer.MoveAsync(id, "guests", new() { ["finished"] = $"{wants}" }));

        server.Clock.Set(ClassDesk.Held);
        // Finished, but not asked; asked, but not finished: neither earns one.
        Assert.Equal("", await officer.MoveAsync(id, "guests", new() { ["finished"] = $"{wantsNone}", ["agreed"] = $"{wants}" }));
        Assert.Equal("", await officer.MoveAsync(id, "close"));
        Assert.NotEqual("", await approver.MoveAsync(id, "sign"));

        Assert.Equal("", await MarkAsync([wants, wantsNone], [wants]));
        var guest = await server.WithDbAsync(db => db.ClassGuests.AsNoTracking().SingleAsync(g => g.Id == wants));
        Assert.Equal((ClassDesk.Held, "CommuneOfficer"), (guest.AgreedAt!.Value, guest.AgreedBy));
        Assert.DoesNotContain("_handler\" value=\"sign\"", await officer.GetStringAsync($"/training/classes/{id}"), StringComparison.Ordinal);
        Assert.Contains("chờ ký", WebUtility.HtmlDecode(await approver.GetStringAsync($"/figures/{village.CommuneId}")), StringComparison.Ordinal);
        Assert.Equal("", await approver.MoveAsync(id, "sign"));
        var signed = await server.WithDbAsync(db => db.Certificates.AsNoTracking().SingleAsync());
        Assert.Equal(("Thạch Thị Sa Mết", "1/2024/GCN", (Guid?)null, wants), (signed.Name, signed.Number, signed.MemberId, signed.GuestId!.Value));
        Assert.Contains("GIẤY CHỨNG NHẬN", WebUtility.HtmlDecode(await officer.GetStringAsync($"/training/certificates/{signed.Id}")), StringComparison.Ordinal);

        using var anybody = server.Anonymous();
        Assert.Contains("Thạch Thị Sa Mết", WebUtility.HtmlDecode(await anybody.GetStringAsync($"/chung-nhan/{signed.Code}")), StringComparison.Ordinal);
        Assert.Contains("Chứng nhận thật", WebUtility.HtmlDecode(await anybody.GetStringAsync($"/chung-nhan?the={signed.Badge}")), StringComparison.Ordinal);

        // What was signed is not unsaid by a tick: whoever signs takes it back first, and then the name is gone.
        Assert.Contains("đã có chứng nhận", await MarkAsync([wants, wantsNone], []), StringComparison.Ordinal);
        Assert.Contains("đã có chứng nhận", await officer.MoveAsync(id, $"guest-gone-{wants}"), StringComparison.Ordinal);
        Assert.Equal("", await ClassDesk.RefusalAsync(await approver.SubmitAsync($"/training/certificates/{signed.Id}", "revoke", new() { ["why"] = "Bà con rút lại" })));
        var page = WebUtility.HtmlDecode(await anybody.GetStringAsync($"/chung-nhan/{signed.Code}"));
        Assert.Contains("đã bị thu hồi", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Sa Mết", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/training/certificates/{signed.Id}/badge")).StatusCode);
        Assert.Equal("", await officer.MoveAsync(id, $"guest-gone-{wants}"));
        Assert.Equal([wantsNone], await server.WithDbAsync(db => db.ClassGuests.Select(g => g.Id).ToListAsync()));
        Assert.DoesNotContain(await server.WithDbAsync(db => db.AuditEntries.Select(a => a.Before + a.After).ToListAsync()), a => a.Contains("Danh Phương", StringComparison.Ordinal));
    }

    [Fact]
    public async Task People_of_the_register_are_found_within_the_callers_hamlets_and_listed_once()
    {
        var foreign = await server.SettleAsync(server.AreaByCode("31657"), "Lý Dên xã khác");
        var found = WebUtility.HtmlDecode(await officer.GetStringAsync($"{Residents}?q=ly den"));
        Assert.Contains("Lý Dên 0", found, StringComparison.Ordinal);
        Assert.DoesNotContain("xã khác", found, StringComparison.Ordinal);
        var person = village.People[0].Id;
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("", await ClassDesk.RefusalAsync(await officer.SubmitAsync($"{Residents}?q=ly den", $"person-{person}")));
        }

        Assert.Equal([(person, "Lý Dên 0")], (await server.WithDbAsync(db => db.ClassGuests.ToListAsync())).Select(g => (g.PersonId!.Value, g.Name)));

        // A form's name with another person's id names nobody: only who was found stands on the page.
        using var refused = await officer.SubmitAsync($"{Residents}?q=ly den", $"person-{foreign.Person}");
        Assert.NotEqual(HttpStatusCode.Found, refused.StatusCode);
        Assert.Equal(1, await server.WithDbAsync(db => db.ClassGuests.CountAsync()));
    }

    [Fact]
    public async Task A_foreign_list_a_foreign_guest_a_number_and_too_many_are_refused()
    {
        Assert.Contains("Chưa ghi họ tên", await TypeAsync(" "), StringComparison.Ordinal);
        Assert.NotEqual("", await TypeAsync("Danh Phương 093 050 001 234"));
        Assert.Empty(await server.HoldingAsync("93050001234"));
        var first = await AddAsync("Một");
        await AddAsync("Hai");
        await AddAsync("Ba");
        Assert.Contains("đủ 3 chỗ", await TypeAsync("Bốn"), StringComparison.Ordinal);
        server.Clock.Set(ClassDesk.Held);
        Assert.NotEqual("", await MarkAsync([first, Guid.CreateVersion7()], []));
        Assert.False(await server.WithDbAsync(db => db.ClassGuests.AnyAsync(g => g.HasFinished)));

        using var stranger = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31657"));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(Residents)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await approver.GetAsync(Residents)).StatusCode);

        // Names of residents are not for whoever only looks at the teams' classes.
        using var auditor = await server.OfficialAsync(Role.Auditor, village.CommuneId);
        Assert.DoesNotContain("Một", WebUtility.HtmlDecode(await auditor.GetStringAsync($"/training/classes/{id}")), StringComparison.Ordinal);

        // A class of the teams has no such list.
        var teams = await officer.NewClassAsync(village.CommuneId);
        Assert.Equal("", await officer.MoveAsync(teams, "open"));
        using var answer = await officer.SubmitAsync($"/training/classes/{teams}/residents", "typed", new() { ["name"] = "Năm" });
        Assert.Contains("không dành cho bà con", await ClassDesk.RefusalAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_year_the_list_is_forgotten_and_the_certificate_stays()
    {
        var wants = await AddAsync("Thạch Thị Sa Mết");
        server.Clock.Set(ClassDesk.Held);
        Assert.Equal("", await MarkAsync([wants], [wants]));
        Assert.Equal("", await officer.MoveAsync(id, "close"));
        Assert.Equal("", await approver.MoveAsync(id, "sign"));
        Assert.Equal(0, await ForgetAsync());
        server.Clock.Set(ClassDesk.Held.AddYears(1).AddDays(2));
        Assert.Equal(1, await ForgetAsync());
        Assert.Equal((0, 1), (await server.WithDbAsync(db => db.ClassGuests.CountAsync()), await server.WithDbAsync(db => db.Certificates.CountAsync())));

        // It can still be found, and taken back, and says when it was wanted.
        var kept = await server.WithDbAsync(db => db.Certificates.AsNoTracking().SingleAsync());
        Assert.Equal(ClassDesk.Held, kept.AgreedAt);
        // The commune is another one by now.
        var heir = server.Services.GetRequiredService<AreaTree>().HeirOn(village.CommuneId, server.Clock.Today())!.Value;
        using var later = await server.OfficialAsync(Role.CommuneApprover, heir);
        Assert.Contains($"/training/certificates/{kept.Id}", await later.GetStringAsync($"/training/classes/{id}"), StringComparison.Ordinal);
        Assert.Equal("", await ClassDesk.RefusalAsync(await later.SubmitAsync($"/training/certificates/{kept.Id}", "revoke", new() { ["why"] = "Bà con rút lại" })));
    }

    [Fact]
    public async Task Two_who_mark_the_list_at_once_do_not_wipe_out_each_other()
    {
        var (one, other) = (await AddAsync("Một"), await AddAsync("Hai"));
        server.Clock.Set(ClassDesk.Held);
        var old = await EditionAsync();
        Assert.Equal("", await MarkAsync([one], [one]));
        Assert.NotEqual("", await MarkAsync([other], [], old));
        Assert.True(await server.WithDbAsync(db => db.ClassGuests.AnyAsync(g => g.Id == one && g.HasFinished && g.AgreedAt != null)));
    }

    private async Task<string> EditionAsync() => System.Text.RegularExpressions.Regex.Match(await officer.GetStringAsync($"/training/classes/{id}"), "name=\"edition\" value=\"([0-9]+)\"").Groups[1].Value;

    private async Task<int> ForgetAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ForgetGuests>().StepAsync(CancellationToken.None);
    }

    private async Task<string> TypeAsync(string name) => await ClassDesk.RefusalAsync(await officer.SubmitAsync(Residents, "typed", new() { ["name"] = name }));

    private async Task<Guid> AddAsync(string name)
    {
        Assert.Equal("", await TypeAsync(name));
        return await server.WithDbAsync(db => db.ClassGuests.Where(g => g.Name == name).Select(g => g.Id).SingleAsync());
    }

    private async Task<string> MarkAsync(Guid[] finished, Guid[] agreed, string? edition = null)
    {
        var path = $"/training/classes/{id}";
        List<KeyValuePair<string, string>> fields =
        [
            new("_handler", "guests"), new("edition", edition ?? await EditionAsync()), new("__RequestVerificationToken", Officials.TokenOf(await officer.GetStringAsync(path))),
            .. finished.Select(g => KeyValuePair.Create("finished", $"{g}")), .. agreed.Select(g => KeyValuePair.Create("agreed", $"{g}")),
        ];
        using var answer = await officer.PostAsync(path, new FormUrlEncodedContent(fields));
        return await ClassDesk.RefusalAsync(answer);
    }
}
