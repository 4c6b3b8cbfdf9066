using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Desk;
using TungNgo.Sendings;

namespace TungNgo.Tests.Bulletins;

public sealed class VersionTests
{
    [Fact]
    public async Task What_is_approved_is_frozen_and_a_correction_is_a_new_version_that_says_what_changed()
    {
        await using var room = await Newsroom.OpenAsync();
        var id = await room.ApprovedAsync();
        var first = (await room.ReadAsync(id)).Versions[0];
        Assert.Equal((HttpStatusCode.Conflict, "bulletins.frozen"), await room.Writer.PutAsync($"/api/bulletins/{id}", room.Input() with { Edition = first.Edition }).RefusedAsync());

        using var begun = await room.Writer.PostAsync($"/api/bulletins/{id}/correct", new BulletinCorrection(null));
        Assert.Equal(HttpStatusCode.NoContent, begun.StatusCode);
        Assert.Equal((HttpStatusCode.Conflict, "bulletins.correction-open"), await room.Writer.PostAsync($"/api/bulletins/{id}/correct", new BulletinCorrection(null)).RefusedAsync());
        var second = (await room.ReadAsync(id)).Versions[0];
        Assert.Equal((2, BulletinState.Draft, first.Texts["vi"].Body), (second.Number, second.State, second.Texts["vi"].Body));
        Assert.Equal(HttpStatusCode.BadRequest, await room.DecideAsync(room.Writer, id, "submit"));

        var input = room.Input() with { Edition = second.Edition, WhatChanged = "Độ mặn là 5,1 chứ không phải 4,2" };
        input.Texts["vi"] = new("Nước mặn 5,1 g/l", "Không lấy nước.");
        using var saved = await room.Writer.PutAsync($"/api/bulletins/{id}", input);
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        await room.DecideAsync(room.Writer, id, "submit");
        Assert.Equal(HttpStatusCode.NoContent, await room.DecideAsync(room.Approver, id, "approve"));

        var answer = await room.ReadAsync(id);
        Assert.Equal((2, first.Texts["vi"].Title, "Nước mặn 5,1 g/l"), (answer.Approved, answer.Versions[1].Texts["vi"].Title, answer.Versions[0].Texts["vi"].Title));
        Assert.Equal([SendingState.Planning, SendingState.Cancelled], (await room.SendingsAsync(id)).Select(s => s.State).Order());
    }

    [Fact]
    public async Task Cancelling_stops_what_is_queued_at_once_and_needs_a_reason()
    {
        await using var room = await Newsroom.OpenAsync();
        var id = await room.ApprovedAsync();
        Assert.Equal(HttpStatusCode.BadRequest, await room.DecideAsync(room.Writer, id, "cancel"));
        Assert.Equal(HttpStatusCode.NoContent, await room.DecideAsync(room.Writer, id, "cancel", "Trạm đo báo nhầm"));
        Assert.Equal(SendingState.Cancelled, Assert.Single(await room.SendingsAsync(id)).State);
        Assert.Equal(HttpStatusCode.Conflict, await room.DecideAsync(room.Writer, id, "cancel", "Trạm đo báo nhầm"));
        Assert.Equal((HttpStatusCode.Conflict, "bulletins.cancelled"), await room.Writer.PostAsync($"/api/bulletins/{id}/correct", new BulletinCorrection("x")).RefusedAsync());
        using var draft = await room.Writer.PostAsync($"/api/bulletins/{(await room.BeginAsync()).Id}/cancel", new BulletinDecision(1, "Chưa duyệt mà"));
        Assert.Equal(HttpStatusCode.Conflict, draft.StatusCode);
    }

    [Fact]
    public async Task An_approver_may_stop_a_bulletin_from_its_page_as_well()
    {
        await using var room = await Newsroom.OpenAsync();
        var id = await room.ApprovedAsync();
        using var done = await room.Approver.SubmitAsync($"/bulletins/{id}", "change", new() { ["how"] = "stop", ["why"] = "Nhầm cống", ["sure"] = "1" });
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal("Nhầm cống", (await room.ReadAsync(id)).CancelReason);
    }

    [Fact]
    public async Task An_all_clear_goes_to_whom_the_warning_has_gone_and_ends_it_when_it_is_approved()
    {
        await using var room = await Newsroom.OpenAsync();
        var warning = await room.ApprovedAsync();
        var clear = await room.BeginAsync(room.Input() with { Relation = BulletinRelation.AllClear, RelatedId = warning, Audience = null });
        Assert.Equal(warning, clear.Versions[0].Audience.TouchedBy);
        Assert.Equal([room.Village.CommuneId], clear.Versions[0].Audience.Areas);
        await room.DecideAsync(room.Writer, clear.Id, "submit");
        Assert.Null((await room.ReadAsync(warning)).CancelledAt);
        Assert.Equal(HttpStatusCode.NoContent, await room.DecideAsync(room.Approver, clear.Id, "approve"));
        Assert.NotNull((await room.ReadAsync(warning)).CancelledAt);
        Assert.Equal(SendingState.Cancelled, Assert.Single(await room.SendingsAsync(warning)).State);
        Assert.Equal(SendingState.Planning, Assert.Single(await room.SendingsAsync(clear.Id)).State);
        var draft = await room.BeginAsync();
        Assert.Equal((HttpStatusCode.BadRequest, "bulletins.related-unknown"),
            await room.Writer.PostAsync("/api/bulletins", room.Input() with { Relation = BulletinRelation.Cancels, RelatedId = draft.Id }).RefusedAsync());
    }

    [Fact]
    public async Task A_withdrawn_draft_is_over_and_two_writers_do_not_overwrite_each_other()
    {
        await using var room = await Newsroom.OpenAsync();
        var begun = await room.BeginAsync();
        var input = room.Input() with { Edition = begun.Versions[0].Edition };
        using var first = await room.Writer.PutAsync($"/api/bulletins/{begun.Id}", input);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal((HttpStatusCode.Conflict, "changed-meanwhile"), await room.Writer.PutAsync($"/api/bulletins/{begun.Id}", input).RefusedAsync());
        Assert.Equal(HttpStatusCode.NoContent, await room.DecideAsync(room.Writer, begun.Id, "withdraw"));
        Assert.Equal(HttpStatusCode.Conflict, await room.DecideAsync(room.Writer, begun.Id, "submit"));
        Assert.Equal(BulletinState.Withdrawn, await room.Server.WithDbAsync(db => db.BulletinVersions.Where(v => v.BulletinId == begun.Id).Select(v => v.State).SingleAsync()));
    }
}
