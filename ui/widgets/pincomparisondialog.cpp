#include "ui/widgets/pincomparisondialog.h"

#include "ui/models/certificatetext.h"
#include "ui/models/profiletext.h"
#include "ui/models/text.h"
#include "ui/widgets/commandline.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/fingerprintfield.h"
#include "ui/widgets/fingerprintgrid.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/themedlabel.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 720;

struct Answer
{
    QString text;
    QString icon;
    ColourRole role;
};

Answer answerOf(ChangedComparison comparison)
{
    switch (comparison) {
    case ChangedComparison::Nothing:
        break;
    case ChangedComparison::Incomplete:
        return {u"Incomplete"_s, u"pending"_s, &Colours::text3};
    case ChangedComparison::SameAsPinned:
        return {u"Same as old"_s, u"error"_s, &Colours::error};
    case ChangedComparison::SameAsNew:
        return {u"Same as new"_s, u"check-circle"_s, &Colours::ok};
    case ChangedComparison::Different:
        return {u"Different"_s, u"error"_s, &Colours::error};
    }
    return {{}, {}, &Colours::text3};
}

} // namespace

PinComparisonDialog::PinComparisonDialog(const QString &server, const Pin &pinned,
    const PeerCertificate &shown, const Theme *theme, QWidget *parent)
    : QDialog(parent), m_theme(theme), m_pinned(pinned), m_shown(shown)
{
    setWindowTitle(u"Changed certificate"_s);
    setModal(true);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setMinimumWidth(qRound(dialogWidth * Theme::scale()));
    auto *body = new QVBoxLayout;
    body->setContentsMargins(24, 20, 24, 20);
    body->setSpacing(12);
    body->addWidget(head(server));
    body->addWidget(sides());
    body->addWidget(comparison());
    body->addWidget(new CommandLine(m_theme,
        u"On the server, this prints the fingerprint of the certificate it has now:"_s, fingerprintCommand(),
        this));
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addLayout(body);
    page->addStretch(1);
    page->addWidget(foot());
    compare({});
}

QWidget *PinComparisonDialog::head(const QString &server)
{
    auto *box = new QWidget(this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 4);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    grid->addWidget(new IconLabel(m_theme, u"error"_s, &Colours::error, 32, box), 0, 0, Qt::AlignTop);
    grid->addWidget(new ThemedLabel(m_theme, u"This is not the certificate that was pinned"_s, &Colours::text,
                        TextSize::DialogTitle, box),
        0, 1);
    const QString words =
        u"%1 was given a new certificate, or someone is in between. Ask the operator before "
        u"you replace it. No header and no request was sent to it."_s.arg(isolated(visibleText(server)));
    auto *why = new ThemedLabel(m_theme, words, &Colours::text2, TextSize::Body, box);
    why->setWordWrap(true);
    // A dialog's first size ignores that wrapped text needs height.
    why->setMinimumHeight(why->heightForWidth(qRound((dialogWidth - 100) * Theme::scale())));
    grid->addWidget(why, 1, 1);
    return box;
}

QWidget *PinComparisonDialog::sides()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    const QString history = pinHistory(m_pinned);
    row->addWidget(
        side(u"Pinned"_s, pinTitle(m_pinned), pinRemark(m_pinned),
            history.isEmpty() ? u"When and by whom is not known"_s : history, m_pinned.sha256, shown()),
        1);
    const Pin now = pinFromCertificate(m_shown.chain.value(0), {});
    row->addWidget(
        side(u"Shown now"_s, pinTitle(now), pinRemark(now), u"Never pinned"_s, shown(), m_pinned.sha256), 1);
    return box;
}

QWidget *PinComparisonDialog::side(const QString &title, const QString &subject, const QString &remark,
    const QString &history, const QByteArray &sha256, const QByteArray &other)
{
    auto *box = new Panel(m_theme, &Colours::panel, this);
    auto *rows = new QVBoxLayout(box);
    rows->setContentsMargins(15, 11, 15, 14);
    rows->setSpacing(4);
    auto *heading = new ThemedLabel(m_theme, title, &Colours::text2, TextSize::Dense, box);
    heading->setWeight(QFont::DemiBold);
    rows->addWidget(heading);
    auto *name = new ThemedLabel(m_theme, subject, &Colours::text, TextSize::Body, box);
    name->setWeight(QFont::DemiBold);
    name->setElided(Qt::ElideRight);
    rows->addWidget(name);
    for (const QString &text : {remark.isEmpty() ? u"Only its fingerprint is known"_s : remark, history}) {
        auto *line = new ThemedLabel(m_theme, text, &Colours::text2, TextSize::Dense, box);
        line->setElided(Qt::ElideRight);
        rows->addWidget(line);
    }
    rows->addSpacing(6);
    rows->addWidget(
        new ThemedLabel(m_theme, u"Fingerprint, SHA-256"_s, &Colours::text2, TextSize::Caption, box));
    rows->addWidget(new FingerprintGrid(m_theme, sha256, other, box), 0, Qt::AlignHCenter);
    rows->addStretch(1);
    return box;
}

QWidget *PinComparisonDialog::comparison()
{
    m_comparison = new FingerprintField(m_theme, this);
    connect(m_comparison, &FingerprintField::changed, this, &PinComparisonDialog::compare);
    return m_comparison;
}

void PinComparisonDialog::compare(const QString &expected)
{
    const Answer answer = answerOf(compareWithBoth(expected, m_pinned.sha256, shown()));
    m_comparison->setVerdict(answer.text, answer.icon, answer.role);
}

QWidget *PinComparisonDialog::foot()
{
    auto *box = new Strip(m_theme, &Colours::window, Qt::TopEdge, this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(20, 12, 16, 12);
    row->setSpacing(8);
    row->addWidget(new ThemedLabel(m_theme, u"A pin is replaced in the settings of its connection only."_s,
                       &Colours::text2, TextSize::Dense, box),
        1);
    auto *edit = new QPushButton(u"&Edit connection…"_s, box);
    edit->setAccessibleName(u"Edit connection"_s);
    auto *close = new QPushButton(u"Close"_s, box);
    for (QPushButton *button : {edit, close})
        row->addWidget(button);
    close->setDefault(true);
    close->setFocus(Qt::TabFocusReason);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(edit, &QPushButton::clicked, this, [this] {
        accept();
        emit editRequested();
    });
    return box;
}

} // namespace console
