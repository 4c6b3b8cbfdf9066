using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Desk;

namespace TungNgo.Tests.Bulletins;

public sealed class ApprovalTests
{
    [Fact]
    public async Task From_draft_to_submission_to_approval_a_sending_begins_and_all_is_audited()
    {
        await using var room = await Newsroom.OpenAsync();
        var begun = await room.BeginAsync();
        Assert.Equal((BulletinState.Draft, 1, (int?)null), (begun.Versions[0].State, begun.Versions[0].Number, begun.Approved));
        Assert.Equal(6, begun.Code.Length);

        Assert.Equal(HttpStatusCode.NoContent, await room.DecideAsync(room.Writer, begun.Id, "submit"));
        var submitted = await room.ReadAsync(begun.Id);
        Assert.Equal(room.Now.AddMinutes(120), submitted.Versions[0].DecisionDueAt);
        Assert.Empty(await room.SendingsAsync(begun.Id));

        Assert.Equal(HttpStatusCode.NoContent, await room.DecideAsync(room.Approver, begun.Id, "approve"));
        var approved = await room.ReadAsync(begun.Id);
        Assert.Equal((BulletinState.Approved, (int?)1, "CommuneApprover"), (approved.Versions[0].State, approved.Approved, approved.Versions[0].Decider));
        // Each language has its picture, drawn when it was approved.
        foreach (var text in approved.Versions[0].Texts.Values)
        {
            var card = await room.Approver.GetByteArrayAsync($"/bulletins/files/{text.CardId}");
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], card[..4]);
        }

        var sending = Assert.Single(await room.SendingsAsync(begun.Id));
        Assert.Equal((room.Village.CommuneId, false, "salt"), (sending.AreaId, sending.Emergency, sending.Kind));
        Assert.Equal(Chain.Routine.ToJson(), sending.Chain);
        var audited = await room.Server.WithDbAsync(db => db.AuditEntries.Where(a => a.EntityId == begun.Id).OrderBy(a => a.Number).Select(a => a.Action).ToListAsync());
        Assert.Equal(["bulletin.begin", "bulletin.submit", "bulletin.approve"], audited);
    }

    [Fact]
    public async Task Whoever_wrote_any_part_of_a_version_does_not_approve_it_whatever_roles_they_hold()
    {
        await using var room = await Newsroom.OpenAsync();
        var both = await room.Server.AddOfficialAsync(Role.CommuneOfficer, room.Village.CommuneId, secondFactor: true);
        await room.Server.WriteAsync((db, write) =>
        {
            db.Grants.Add(new Grant { Id = write.NewId(), UserId = both.Id, Role = Role.CommuneApprover, AreaId = room.Village.CommuneId, From = write.Now.AddDays(-1) });
            write.Changed(TungNgo.Feed.ChangeKind.Account, both.Id);
        });
        using var browser = await room.Server.SignInAsync(both);
        var begun = await room.BeginAsync();
        await browser.PutAsync($"/api/bulletins/{begun.Id}", room.Input() with { Edition = begun.Versions[0].Edition });
        // The last hand was another's: the first one's part is still in it.
        await room.Writer.PutAsync($"/api/bulletins/{begun.Id}", room.Input() with { Edition = begun.Versions[0].Edition + 1 });
        Assert.Equal(HttpStatusCode.NoContent, await room.DecideAsync(browser, begun.Id, "submit"));
        var edition = (await room.ReadAsync(begun.Id)).Versions[0].Edition;

        Assert.Equal((HttpStatusCode.Conflict, "bulletins.own-text"), await browser.PostAsync($"/api/bulletins/{begun.Id}/approve", new BulletinDecision(edition)).RefusedAsync());
        Assert.Equal(HttpStatusCode.NoContent, await room.DecideAsync(room.Approver, begun.Id, "approve"));
    }

    [Fact]
    public async Task The_deputys_turn_comes_with_the_deadline_and_not_before()
    {
        await using var room = await Newsroom.OpenAsync();
        var province = room.Server.Services.GetRequiredService<AreaTree>().Today.Roots.Single().AreaId;
        using var deputy = await room.Server.OfficialAsync(Role.ProvinceApprover, province);
        var id = (await room.BeginAsync(room.Input(Urgency.Emergency))).Id;
        await room.DecideAsync(room.Writer, id, "submit");
        var edition = (await room.ReadAsync(id)).Versions[0].Edition;

        Assert.Equal((HttpStatusCode.Conflict, "bulletins.not-your-turn"), await deputy.PostAsync($"/api/bulletins/{id}/approve", new BulletinDecision(edition)).RefusedAsync());
        Assert.DoesNotContain("waiting=true", await deputy.GetStringAsync($"/figures/{province}"), StringComparison.Ordinal);
        room.Server.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Contains("waiting=true", await deputy.GetStringAsync($"/figures/{province}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, await room.DecideAsync(deputy, id, "approve"));
        Assert.True(Assert.Single(await room.SendingsAsync(id)).Emergency);
    }

    [Fact]
    public async Task Rules_are_data_a_kind_can_have_its_own_approver()
    {
        await using var room = await Newsroom.OpenAsync();
        var province = room.Server.Services.GetRequiredService<AreaTree>().Today.Roots.Single().AreaId;
        using var manager = await room.Server.OfficialAsync(Role.ProvinceOfficer, province);
        using var leader = await room.Server.OfficialAsync(Role.ProvinceApprover, province);
        using var made = await manager.SubmitAsync("/bulletins/settings/rules/new", "rule", new()
        {
            ["tier"] = "Commune", ["urgency"] = "Priority", ["kind"] = "salt", ["approver"] = "ProvinceApprover", ["deputy"] = "", ["minutes"] = "30", ["order"] = "-1",
        });
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var id = (await room.BeginAsync()).Id;
        await room.DecideAsync(room.Writer, id, "submit");

        Assert.Equal(HttpStatusCode.Conflict, await room.DecideAsync(room.Approver, id, "approve"));
        Assert.Equal(room.Now.AddMinutes(30), (await room.ReadAsync(id)).Versions[0].DecisionDueAt);
        Assert.Equal(HttpStatusCode.NoContent, await room.DecideAsync(leader, id, "approve"));
    }

    [Fact]
    public async Task A_returned_version_says_why_and_a_change_after_submission_must_be_submitted_anew()
    {
        await using var room = await Newsroom.OpenAsync();
        var id = (await room.BeginAsync()).Id;
        await room.DecideAsync(room.Writer, id, "submit");
        Assert.Equal(HttpStatusCode.BadRequest, await room.DecideAsync(room.Approver, id, "return", "  "));
        Assert.Equal(HttpStatusCode.NoContent, await room.DecideAsync(room.Approver, id, "return", "Ghi rõ cống nào"));
        var returned = (await room.ReadAsync(id)).Versions[0];
        Assert.Equal((BulletinState.Returned, "Ghi rõ cống nào"), (returned.State, returned.ReturnReason));
        Assert.Contains("waiting=true", await room.Writer.GetStringAsync($"/figures/{room.Village.CommuneId}"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, await room.DecideAsync(room.Writer, id, "submit"));
        var read = (await room.ReadAsync(id)).Versions[0].Edition;
        using var changed = await room.Writer.PutAsync($"/api/bulletins/{id}", room.Input() with { Edition = read, Source = "UBND xã" });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal((HttpStatusCode.Conflict, "changed-meanwhile"), await room.Approver.PostAsync($"/api/bulletins/{id}/approve", new BulletinDecision(read)).RefusedAsync());
        Assert.Equal(HttpStatusCode.Conflict, await room.DecideAsync(room.Approver, id, "approve"));
        Assert.Equal(BulletinState.Draft, (await room.ReadAsync(id)).Versions[0].State);
    }

    [Fact]
    public async Task The_approver_decides_with_one_button_on_the_bulletins_page()
    {
        await using var room = await Newsroom.OpenAsync();
        var id = (await room.BeginAsync(room.Input(Urgency.Emergency))).Id;
        await room.DecideAsync(room.Writer, id, "submit");
        var edition = (await room.ReadAsync(id)).Versions[0].Edition;
        Assert.DoesNotContain("decide-yes", await room.Writer.GetStringAsync($"/bulletins/{id}"), StringComparison.Ordinal);
        Assert.Contains("decide-yes", await room.Approver.GetStringAsync($"/bulletins/{id}"), StringComparison.Ordinal);

        using var done = await room.Approver.SubmitAsync($"/bulletins/{id}", "approve", new() { ["edition"] = $"{edition}" });
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.EndsWith($"/bulletins/{id}?saved=true", done.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(BulletinState.Approved, (await room.ReadAsync(id)).Versions[0].State);
    }
}
