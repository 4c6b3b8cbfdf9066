using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Help;

namespace TungNgo.Demo;

/// <summary>A few people who asked for help in the commune that a visitor gets: new, late, answered and closed.</summary>
internal sealed class DemoHelp(AppDb db)
{
    private static readonly DateTime Morning = LegalDay.Start(KnownFigures.Day).AddHours(7);

    public void Add(DemoTeams teams, DemoCommune commune, Write write)
    {
        void Ask(string hamletName, string from, string name, string language, string text, double hoursAgo, HelpState state, HelpLevel level, string? answer = null)
        {
            var hamlet = commune.Hamlets.Single(h => h.Name == hamletName);
            var (team, at) = (teams.ByArea[hamlet.Id], Morning.AddHours(-hoursAgo));
            var request = new HelpRequest
            {
                Id = write.NewId(), LookupCode = HelpText.NewCode(), From = from, Name = name, HamletId = hamlet.Id, AreaId = hamlet.Id, TeamId = team.Row.Id, Language = language, State = state,
                Level = level, At = at, DueAt = at.AddHours(24), EscalatedAt = level == HelpLevel.Team ? null : at.AddHours(8), NextStepAt = null,
                ClosedAt = state == HelpState.Closed ? at.AddHours(6) : null,
            };
            db.HelpRequests.Add(request);
            db.HelpMessages.Add(new HelpMessage { Id = write.NewId(), RequestId = request.Id, At = at, Incoming = true, Text = text, By = name });
            if (answer is not null)
            {
                request.MemberId = team.Members[0].Id;
                db.HelpMessages.Add(new HelpMessage { Id = write.NewId(), RequestId = request.Id, At = at.AddHours(2), Text = answer, By = team.Members[0].Name });
            }

            write.Changed(ChangeKind.Help, request.Id, hamlet.Id);
        }

        Ask(DemoAccounts.Hamlet, HelpRequest.Page, "Thạch Thị Sa Phia", "vi", "Tôi đổi điện thoại nên không đăng nhập VNeID được nữa. Nhờ tổ đến chỉ giúp.", 2, HelpState.Open, HelpLevel.Team);
        Ask(DemoAccounts.Hamlet, HelpRequest.Page, "Lâm Văn Tài", "vi", "Có người gọi tự xưng công an xã bắt cài ứng dụng, có phải lừa đảo không?", 29, HelpState.Open, HelpLevel.Commune);
        Ask(DemoAccounts.Hamlet, HelpRequest.Door, "Kim Thị Hường", "km", "ខ្ញុំចង់រៀនបង់ថ្លៃភ្លើងតាមទូរស័ព្ទ។", 50, HelpState.Answered, HelpLevel.Team, "ថ្ងៃស្អែកពេលរសៀល ក្រុមនឹងទៅដល់ផ្ទះ។");
        Ask(DemoAccounts.Hamlet, HelpRequest.Page, "Nguyễn Thị Lành", "vi", "Nộp hồ sơ khai sinh cho cháu trên mạng thì cần giấy gì?", 75, HelpState.Closed, HelpLevel.Team, "Chị cần giấy chứng sinh và căn cước của cha mẹ. Tổ đã đến làm giúp, hồ sơ đã nộp xong.");
    }
}
