using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TungNgo.Areas;
using TungNgo.Areas.Reorganise;
using TungNgo.Campaigns;
using TungNgo.Campaigns.Guests;
using TungNgo.Campaigns.Ideas;
using TungNgo.Demo;
using TungNgo.Exchange.Keys;
using TungNgo.Exchange.Systems;
using TungNgo.Feed;
using TungNgo.Help;
using TungNgo.Provinces.Packages;
using TungNgo.Questions;
using TungNgo.Stock;
using TungNgo.Teams;
using TungNgo.Training;

namespace TungNgo.BrowserTests;

/// <summary>What offices have begun and closed, so that its pages can be looked at: an approved month with its document, and a set that divides a hamlet.</summary>
internal static class DeskWork
{
    public static async Task DoAsync(Demo demo)
    {
        await PlanDivisionAsync(demo.Services);
        await TakeNeighboursFiguresAsync(demo);
        await ExchangeAsync(demo.Services);
        await KeepTableAsync(demo);
        await DraftCampaignAsync(demo);
        await ComeAlongAsync(demo.Services);
        await CutWalksAsync(demo);
        await GatherAsync(demo);
        await CertifyAsync(demo.Services);
        var report = "";
        await AsAsync(demo, "can-bo-xa", async page =>
        {
            await page.GotoAsync("/reports");
            await page.Locator(".report-own button").ClickAsync();
            await page.Locator("input[name='value-HO_NHAN_TIN']").FillAsync("3.600");
            await page.Locator("input[name='value-TK_DDDT2']").FillAsync("8.326");
            report = new Uri(page.Url).AbsolutePath;
            await page.Locator("form:has(.report-figures) button.btn-primary").ClickAsync();
            await page.Locator(".alert-success").WaitForAsync();
            foreach (var remark in await page.Locator("input[name^='remark-']").AllAsync())
            {
                await remark.FillAsync("Theo sổ của ấp");
            }

            await page.Locator("form:has(h2) button.btn-primary").ClickAsync();
            await page.GetByText("Chờ xác nhận").WaitForAsync();
        });
        foreach (var (approver, then) in new[] { ("lanh-dao-xa", "Chờ cấp trên duyệt"), ("lanh-dao-tinh", "Đã duyệt") })
        {
            await AsAsync(demo, approver, async page =>
            {
                await page.GotoAsync(report);
                await page.Locator(".judge button.btn-primary").ClickAsync();
                await page.GetByText(then).First.WaitForAsync();
            });
        }

        await AsAsync(demo, "can-bo-xa", async page =>
        {
            await page.GotoAsync($"{report}/document");
            await page.Locator("input[name=signer]").FillAsync("Trần Quốc Bình");
            await page.Locator("textarea[name=plans]").FillAsync("Tiếp tục đi từng ngõ, gõ từng nhà.");
            await page.Locator("form.card button.btn-primary").ClickAsync();
            await page.WaitForFunctionAsync("() => location.pathname.startsWith('/documents/')");
        });
    }

    /// <summary>Another province sends its figures here, so that its pages show some.</summary>
    private static async Task TakeNeighboursFiguresAsync(Demo demo)
    {
        await using var scope = demo.Services.CreateAsyncScope();
        var own = scope.ServiceProvider.GetRequiredService<MakePackage>();
        var (package, key) = (await own.OfAsync("2024-M8", CancellationToken.None), await scope.ServiceProvider.GetRequiredService<OwnKey>().PublicAsync(CancellationToken.None));
        await AsAsync(demo, "can-bo-tinh", async page =>
        {
            await page.GotoAsync("/provinces/new");
            await page.FillAsync("#code", "94");
            await page.FillAsync("#name", "Sóc Trăng");
            await page.Locator("form:has(#code) button.btn-primary").ClickAsync();
            await page.FillAsync("#pem", key);
            await page.Locator("form:has(#pem) button").ClickAsync();
            await page.Locator("#keys ~ *, section:has(#keys) table").First.WaitForAsync();
            await page.GotoAsync("/provinces?period=2024-M8");
            await page.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "94.cose", MimeType = "application/octet-stream", Buffer = package });
            await page.Locator("form:has(input[type=file]) button.btn-primary").ClickAsync();
            await page.GetByText("Đã nhận số liệu của Sóc Trăng").WaitForAsync();
        });
    }

    /// <summary>A table that is kept and mailed.</summary>
    private static Task KeepTableAsync(Demo demo) => AsAsync(demo, "can-bo-tinh", async page =>
    {
        await page.GotoAsync("/tables/new?i=HO&i=TO&pick=children&heat=1");
        await page.Locator("input[name=name]").FillAsync("Hộ và tổ theo xã");
        await page.Locator("form[method=post] button.btn-primary").ClickAsync();
        await page.Locator("button:has-text('Thêm lịch')").ClickAsync();
        await page.Locator(".pivot-schedule").WaitForAsync();
    });

    /// <summary>A campaign that is still written: only such a one can be changed.</summary>
    private static Task DraftCampaignAsync(Demo demo) => AsAsync(demo, "can-bo-tinh", async page =>
    {
        await page.GotoAsync("/campaigns/new");
        await page.FillAsync("#name", "Tuần lễ thanh toán số");
        await page.Locator("input[name=service][value=payment]").CheckAsync();
        await page.Locator("form.card button.btn-primary").ClickAsync();
        await page.GetByText("Dự thảo").First.WaitForAsync();
    });

    /// <summary>A guest of a team in the signed campaign, and what worked there.</summary>
    private static async Task ComeAlongAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var campaign = scope.ServiceProvider.GetRequiredService<CampaignBook>().All.First(f => f.Campaign.State == CampaignState.Approved).Campaign;
        var commune = scope.ServiceProvider.GetRequiredService<AreaTree>().On(KnownFigures.Day).All.Single(u => u.Code == KnownFigures.TruongKhanh).AreaId;
        var hamlets = scope.ServiceProvider.GetRequiredService<AreaTree>().On(KnownFigures.Day).HamletsOf(commune);
        var team = scope.ServiceProvider.GetRequiredService<TeamRegister>().All.First(f => hamlets.Contains(f.Team.AreaId)).Team;
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        write.Db.CampaignGuests.Add(new CampaignGuest
        {
            Id = write.NewId(), CampaignId = campaign.Id, TeamId = team.Id, AreaId = team.AreaId, Organisation = GuestOf.Youth, Unit = "Đoàn xã Trường Khánh", Name = "Trần Thanh Tâm",
            From = campaign.From, To = campaign.To,
        });
        write.Db.CampaignIdeas.Add(new CampaignIdea
        {
            Id = write.NewId(), CampaignId = campaign.Id, AreaId = commune, At = write.Now, By = "Lâm Ngọc Hân", SharedAt = write.Now, SharedBy = "Nguyễn Thị Mai",
            Text = new() { ["vi"] = "Tổ hẹn bà con ở chùa sau giờ lễ, một buổi hướng dẫn được cả ngõ." },
        });
        write.Changed(ChangeKind.CampaignPart, campaign.Id);
        write.Audit("campaign.guest", campaign.Id, campaign.AreaId, null, new { team.Id });
        await write.CommitAsync(CancellationToken.None);
    }

    /// <summary>Of a hamlet whose phones no other test holds.</summary>
    private static Task CutWalksAsync(Demo demo) => AsAsync(demo, "can-bo-xa", async page =>
    {
        await page.GotoAsync("/walks/cut");
        var options = page.Locator("select[name=hamlet] option");
        var hamlets = await options.AllInnerTextsAsync();
        await page.Locator("select[name=hamlet]").SelectOptionAsync(new SelectOptionValue { Label = hamlets.Skip(1).First(h => h.Trim() != DemoAccounts.Hamlet).Trim() });
        await page.Locator("form.filters button").ClickAsync();
        await page.Locator("#minutes").FillAsync("600");
        await page.Locator("form:has(#minutes) .confirm > summary").ClickAsync();
        await page.Locator("form:has(#minutes) button.btn-primary").ClickAsync();
        await page.Locator(".alert-success").WaitForAsync();
    });

    /// <summary>A gathering of today with times that can be booked, at which people were counted.</summary>
    private static Task GatherAsync(Demo demo) => AsAsync(demo, "can-bo-xa", async page =>
    {
        await page.GotoAsync("/gatherings/new");
        await page.FillAsync("#place", "Chùa Bãi Xàu");
        await page.FillAsync("#day", $"{KnownFigures.Day:yyyy-MM-dd}");
        await page.FillAsync("#slot", "30");
        await page.Locator("input[name=service]").First.CheckAsync();
        await page.Locator("form.card button.btn-primary").ClickAsync();
        await page.Locator("input[name=h0]").FillAsync("12");
        await page.Locator("form:has(input[name=h0]) button").ClickAsync();
        await page.GetByText("Đã diễn ra").WaitForAsync();
    });

    /// <summary>A class that has been held, and a certificate of it.</summary>
    private static async Task CertifyAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var commune = scope.ServiceProvider.GetRequiredService<AreaTree>().On(KnownFigures.Day).All.Single(u => u.Code == KnownFigures.TruongKhanh).AreaId;
        var hamlet = scope.ServiceProvider.GetRequiredService<AreaTree>().On(KnownFigures.Day).ChildrenOf(commune).Single(h => h.Name == DemoAccounts.Hamlet).AreaId;
        var team = scope.ServiceProvider.GetRequiredService<TeamRegister>().All.First(f => f.Team.AreaId == hamlet);
        var member = team.On(KnownFigures.Day).First().Person;
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        var held = write.NewId();
        write.Db.TrainingClasses.Add(new TrainingClass
        {
            Id = held, AreaId = commune, Course = "security", Place = "Hội trường xã", Trainer = "Lâm Ngọc Hân", Day = KnownFigures.Day.AddDays(-10), Starts = new(8, 0), Minutes = 90, Seats = 20,
            State = ClassState.Closed, EditedBy = "Nguyễn Thị Mai", EditedAt = write.Now, ClosedBy = "Nguyễn Thị Mai", ClosedAt = write.Now,
        });
        foreach (var (state, day) in new[] { (ClassState.Draft, KnownFigures.Day.AddDays(10)), (ClassState.Open, KnownFigures.Day) })
        {
            write.Db.TrainingClasses.Add(new TrainingClass
            {
                Id = write.NewId(), AreaId = commune, Course = "basics", Place = "Nhà văn hóa ấp", Trainer = "Lâm Ngọc Hân", Day = day, Starts = new(0, 0), Minutes = 1439, Seats = 20, State = state,
                EditedBy = "Nguyễn Thị Mai", EditedAt = write.Now,
            });
        }

        var residents = write.NewId();
        write.Db.TrainingClasses.Add(new TrainingClass
        {
            Id = residents, AreaId = commune, Course = "basics", Place = "Chùa", Trainer = "Lâm Ngọc Hân", Day = KnownFigures.Day, Starts = new(0, 0), Minutes = 1439, Seats = 20,
            State = ClassState.Open, Audience = ClassAudience.Residents, EditedBy = "Nguyễn Thị Mai", EditedAt = write.Now,
        });
        write.Db.ClassGuests.Add(new ClassGuest
        {
            Id = write.NewId(), ClassId = residents, Name = "Thạch Thị Sa Mết", AddedAt = write.Now, HasFinished = true, AgreedAt = write.Now, AgreedBy = "Nguyễn Thị Mai",
        });
        for (var i = 0; i < ClassRating.LotSize; i++)
        {
            write.Db.ClassRatings.Add(new ClassRating { Id = write.NewId(), ClassId = held, Content = 5, Clarity = 4, Trainer = 5, Remark = i == 0 ? "Nói chậm hơn" : null });
        }

        write.Db.Completions.Add(new Completion
        {
            Id = write.NewId(), MemberId = member.Id, Course = "basics", Day = KnownFigures.Day.AddDays(-20), Source = CompletionSource.Platform, AreaId = team.Team.AreaId,
            At = write.Now, By = "Nguyễn Thị Mai",
        });
        write.Db.ClassSeats.Add(new ClassSeat { ClassId = held, MemberId = member.Id, TeamId = team.Team.Id, CameAt = write.Now.AddDays(-10), CameBy = CameBy.List });
        write.Db.Certificates.Add(new Certificate
        {
            Id = write.NewId(), Code = "KIEMTHUKIEMTHUKT", ClassId = held, MemberId = member.Id, Course = "security", Name = member.Name, AreaId = commune, Year = 2024, Sequence = 900,
            SignedAt = write.Now, SignedById = Guid.CreateVersion7(), SignedBy = "Trần Văn Đức", StatusIndex = 900, Badge = "a.b.c",
        });
        Ask(write, commune, hamlet, team.Team.Id, member);
        write.Changed(ChangeKind.Training, held);
        write.Audit("test.arrange", Guid.Empty, null, null, null);
        await write.CommitAsync(CancellationToken.None);
    }

    /// <summary>A member's question, an entry of the list of answers, and a phone that is lent out.</summary>
    private static void Ask(Write write, Guid commune, Guid hamlet, Guid team, Member member)
    {
        var question = write.NewId();
        write.Db.HelpRequests.Add(new HelpRequest
        {
            Id = question, LookupCode = HelpText.NewCode(), From = HelpRequest.Member, Name = member.Name, HamletId = hamlet, AreaId = hamlet, TeamId = team, AskedById = member.Id,
            Level = HelpLevel.Commune, At = write.Now, DueAt = write.Now.AddDays(3),
        });
        write.Db.HelpMessages.Add(new HelpMessage { Id = write.NewId(), RequestId = question, At = write.Now, Incoming = true, Text = "Mất SIM thì lấy lại VNeID thế nào?", By = member.Name });
        write.Db.KnownAnswers.Add(new KnownAnswer
        {
            Id = write.NewId(), AreaId = commune, Question = "Mất SIM thì sao?", Answer = "Làm lại SIM trước.", SearchText = "mat sim thi sao lam lai sim truoc", PublishedBy = "Nguyễn Thị Mai",
            PublishedAt = write.Now, ChangedAt = write.Now,
        });
        write.Db.StockMoves.Add(new StockMove
        {
            Id = write.NewId(), TeamId = team, KindId = StockKind.Standard[2].Id, Deed = StockDeed.Lent, Count = 1, At = write.Now, By = member.Name, DueOn = KnownFigures.Day,
            HouseholdId = write.Db.Households.First(h => h.HamletId == hamlet).Id,
        });
        write.Db.StockBalances.Single(b => b.TeamId == team && b.KindId == StockKind.Standard[2].Id).Balance--;
        write.Changed(ChangeKind.Help, question, hamlet);
    }

    private static async Task AsAsync(Demo demo, string login, Func<IPage, Task> work)
    {
        await using var office = await demo.OfficeAsync(login);
        await work(await office.NewPageAsync());
    }

    /// <summary>A program with a key, and a system that figures are sent to.</summary>
    private static async Task ExchangeAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var province = scope.ServiceProvider.GetRequiredService<AreaTree>().On(KnownFigures.Day).Roots.Single().AreaId;
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        var (key, system) = (write.NewId(), write.NewId());
        write.Db.ApiKeys.Add(new ApiKey
        {
            Id = key, AreaId = province, Name = "Bản đồ QGIS", Contact = "Sở Khoa học và Công nghệ", PerMinute = 60, ValidUntil = KnownFigures.Day.AddYears(1), SecretHash = KeyBook.Hash(KeyBook.NewSecret()),
            MadeAt = write.Now, MadeBy = "Lâm Ngọc Hân",
        });
        write.Db.ApiKeyUses.Add(new ApiKeyUse { KeyId = key, Day = KnownFigures.Day, Route = "/api/indicators/values", Calls = 12, Refused = 1, Rows = 1188, LastAt = write.Now });
        write.Db.ReceivingSystems.Add(new ReceivingSystem { Id = system, AreaId = province, Code = "bo-bao-cao", Name = "Hệ thống báo cáo quốc gia", Kind = "figures", Address = "https://bao-cao.example.vn/nhan" });
        write.Db.CodeMappings.Add(new CodeMapping { Id = write.NewId(), SystemId = system, Thing = MappedThing.Indicator, Ours = "TO", Theirs = "TCNS-01" });
        write.Db.CodeMappings.Add(new CodeMapping { Id = write.NewId(), SystemId = system, Thing = MappedThing.Unit, Ours = KnownFigures.TruongKhanh, Theirs = "XA-01" });
        write.Changed(ChangeKind.ApiKey, key);
        write.Audit("test.arrange", Guid.Empty, null, null, null);
        await write.CommitAsync(CancellationToken.None);
    }

    private static async Task PlanDivisionAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var tree = scope.ServiceProvider.GetRequiredService<AreaTree>().On(KnownFigures.Day);
        var commune = tree.All.Single(u => u.Code == KnownFigures.TruongKhanh).AreaId;
        var hamlet = tree.ChildrenOf(commune).Single(h => h.Name == DemoAccounts.Hamlet).AreaId;
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        write.Db.Reorganisations.Add(new Reorganisation
        {
            Id = write.NewId(), AreaId = tree.Roots.Single().AreaId, Title = "Chia ấp Trường Thành B", Act = "NQ 12/NQ-HĐND", Day = KnownFigures.Day.AddDays(30), Author = "Lâm Ngọc Hân",
            CreatedAt = write.Now,
            Steps =
            [
                new(StepKind.Split, [hamlet], Parts:
                [
                    new(write.NewId(), AreaKind.Hamlet, "Trường Thành B1", null, [], [], [], Rest: true), new(write.NewId(), AreaKind.Hamlet, "Trường Thành B2", null, [], [], []),
                ]),
            ],
        });
        write.Audit("test.arrange", Guid.Empty, null, null, null);
        await write.CommitAsync(CancellationToken.None);
    }
}
